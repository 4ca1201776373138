import type { ComponentChildren } from 'preact';
import type { Schema } from './contract.js';
import { resolve } from './contract.js';
import type { Chapter } from './entries.js';
import { Words } from './prose.js';

interface Props {
  chapter: Chapter;
  schema: Schema;
}

/** What a value looks like: the fields of an object, each of several forms, or its type alone. */
export function Fields({ chapter, schema }: Props) {
  const forms = schema.oneOf ?? schema.anyOf;
  if (forms && !schema.properties) {
    return <Forms chapter={chapter} forms={forms} />;
  }
  const { properties, required } = merged(chapter, schema);
  const names = Object.keys(properties);
  if (names.length === 0) {
    return <p class="kind"><Kind chapter={chapter} schema={schema} /></p>;
  }
  return (
    <ul class="fields">
      {names.map(name => (
        <Field key={name} chapter={chapter} name={name} schema={properties[name]!} required={required.includes(name)} />
      ))}
    </ul>
  );
}

function Forms({ chapter, forms }: { chapter: Chapter; forms: Schema[] }) {
  return (
    <ul class="forms">
      {forms.map((form, index) => <li key={index}><Fields chapter={chapter} schema={form} /></li>)}
    </ul>
  );
}

/** The fields of all parts of a schema. A reference on its own is left to its own entry. */
function merged(chapter: Chapter, schema: Schema): { properties: Record<string, Schema>; required: string[] } {
  const parts = (schema.allOf ?? []).map(part => merged(chapter, resolve(chapter.document, part)));
  return {
    properties: Object.assign({}, ...parts.map(part => part.properties), schema.properties),
    required: [...parts.flatMap(part => part.required), ...schema.required ?? []],
  };
}

interface FieldProps extends Props {
  name: string;
  required: boolean;
}

export function Field({ chapter, name, schema, required }: FieldProps) {
  const inner = innerOf(schema);
  return (
    <li>
      <p>
        <code class="name">{name}</code>
        {required ? null : <span class="optional">optional</span>}
        <span class="kind"><Kind chapter={chapter} schema={schema} /></span>
      </p>
      {schema.description ? <p class="about"><Words text={schema.description} /></p> : null}
      {inner ? <Fields chapter={chapter} schema={inner} /> : null}
    </li>
  );
}

/** An object without a name of its own, which is shown where it stands. */
function innerOf(schema: Schema): Schema | undefined {
  const inner = schema.type === 'array' ? schema.items : schema;
  return inner && !inner.$ref && (inner.properties ?? inner.allOf ?? inner.oneOf) ? inner : undefined;
}

/** The type of a value in a few words. */
function Kind({ chapter, schema }: Props): ComponentChildren {
  if (schema.$ref) {
    const name = schema.$ref.split('/').pop()!;
    return <a href={`#${chapter.id}-type-${name}`}>{name}</a>;
  }
  if (schema.const !== undefined) {
    return <code>{JSON.stringify(schema.const)}</code>;
  }
  if (schema.enum) {
    return <>{schema.enum.map((value, index) => <code key={index}>{String(value)}</code>)}</>;
  }
  if (schema.type === 'array') {
    return <>list of <Kind chapter={chapter} schema={schema.items ?? {}} />{bounds(schema)}</>;
  }
  if (schema.additionalProperties) {
    return <>object{names(schema)}; each value a <Kind chapter={chapter} schema={schema.additionalProperties} /></>;
  }
  return <>{schema.type ?? 'object'}{bounds(schema)}</>;
}

/** What the fields of an object may be called that a client does not know beforehand. */
function names({ maxProperties, propertyNames }: Schema): string {
  const most = range(undefined, maxProperties, 'fields');
  return [most && ` of ${most}`, propertyNames?.pattern && `each name matches ${propertyNames.pattern}`].filter(Boolean).join(', ');
}

function bounds(schema: Schema): string {
  const said = [
    schema.format,
    range(schema.minLength, schema.maxLength, 'characters'),
    range(schema.minimum, schema.maximum, ''),
    range(undefined, schema.maxItems, ''),
    schema.pattern && `matches ${schema.pattern}`,
    schema.default === undefined ? '' : `${String(schema.default)} when left out`,
  ].filter(Boolean);
  return said.length === 0 ? '' : `, ${said.join(', ')}`;
}

function range(least: number | undefined, most: number | undefined, unit: string): string {
  const number = (value: number) => value.toLocaleString('en');
  const limits = most === undefined ? least === undefined ? '' : `at least ${number(least)}`
    : least === undefined ? `at most ${number(most)}` : `${number(least)} to ${number(most)}`;
  return limits && `${limits} ${unit}`.trim();
}
