import type { AsyncApi, Message, OpenApi, Operation, Parameter, Schema } from './contract.js';
import { resolve } from './contract.js';

/** A part of an entry: what is sent or answered, under a heading. */
export interface Part {
  title: string;
  note: string;
  schema?: Schema;
}

/** One thing to read about: a call, a frame or a type. */
export interface Entry {
  id: string;
  badge: string;
  name: string;
  summary: string;
  description: string;
  /** Whether it needs no token. */
  open: boolean;
  parameters: Parameter[];
  parts: Part[];
}

/** Entries that belong together. */
export interface Group {
  id: string;
  title: string;
  note: string;
  entries: Entry[];
}

/** One of both documents, with the name that the ids of its entries begin with. */
export interface Chapter {
  id: 'rest' | 'frames';
  title: string;
  document: OpenApi | AsyncApi;
  groups: Group[];
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

export function restChapter(document: OpenApi): Chapter {
  const groups = document.tags.map(tag => ({
    id: `rest-${tag.name}`, title: tag.name, note: tag.description, entries: callsOf(document, tag.name),
  }));
  return { id: 'rest', title: 'REST', document, groups: [...groups, types('rest', document)] };
}

export function frameChapter(document: AsyncApi): Chapter {
  const groups = Object.entries(document.channels).map(([key, channel]) => ({
    id: `frames-at-${key}`,
    title: channel.address,
    note: channel.description,
    entries: framesAt(document, channel.address),
  }));
  return { id: 'frames', title: 'Real-time', document, groups: [...groups, types('frames', document)] };
}

function callsOf(document: OpenApi, tag: string): Entry[] {
  return Object.entries(document.paths).flatMap(([path, item]) => METHODS
    .filter(method => item[method]?.tags.includes(tag))
    .map(method => call(document, path, method, item[method]!, item.parameters ?? [])));
}

function call(document: OpenApi, path: string, method: string, operation: Operation, shared: Parameter[]): Entry {
  return {
    id: `rest-${operation.operationId}`,
    badge: method.toUpperCase(),
    name: path,
    summary: operation.summary,
    description: operation.description ?? '',
    open: operation.security?.length === 0,
    parameters: [...shared, ...operation.parameters ?? []].map(parameter => resolve(document, parameter)),
    parts: [...request(operation), ...answers(document, operation)],
  };
}

function request({ requestBody }: Operation): Part[] {
  return requestBody ? [part('Body', '', requestBody.content)] : [];
}

function answers(document: OpenApi, operation: Operation): Part[] {
  return Object.entries(operation.responses).map(([status, response]) => {
    const { description, content } = resolve(document, response);
    const problem = content !== undefined && 'application/problem+json' in content;
    return part(status === 'default' ? 'Otherwise' : status, description ?? '', problem ? undefined : content);
  });
}

function part(title: string, note: string, content: Record<string, { schema?: Schema }> | undefined): Part {
  const schema = Object.values(content ?? {})[0]?.schema;
  return schema ? { title, note, schema } : { title, note };
}

function framesAt(document: AsyncApi, address: string): Entry[] {
  return Object.entries(document.operations)
    .filter(([, operation]) => resolve<{ address?: string; $ref?: string }>(document, operation.channel).address === address)
    .sort(([, one], [, other]) => one.action.localeCompare(other.action))
    .flatMap(([, operation]) => operation.messages.map(reference => {
      const key = reference.$ref!.split('/').pop()!;
      const message = resolve<Partial<Message> & { $ref?: string; name?: string }>(document, reference);
      return frame(key, operation.action, message as Message & { name?: string });
    }));
}

function frame(key: string, action: 'send' | 'receive', message: Message & { name?: string }): Entry {
  return {
    id: `frames-${key}`,
    badge: action === 'receive' ? 'client' : 'server',
    name: message.name ?? key,
    summary: message.summary,
    description: '',
    open: false,
    parameters: [],
    parts: [{ title: 'Fields', note: '', schema: message.payload }],
  };
}

function types(chapter: string, document: OpenApi | AsyncApi): Group {
  const entries = Object.entries(document.components.schemas).map(([name, schema]) => ({
    id: `${chapter}-type-${name}`,
    badge: 'type',
    name,
    summary: schema.description ?? '',
    description: '',
    open: false,
    parameters: [],
    parts: [{ title: '', note: '', schema: { ...schema, description: '' } }],
  }));
  return { id: `${chapter}-types`, title: 'types', note: '', entries };
}

/** What is left of a chapter when only that is shown in which all of some words occur. */
export function matching(chapter: Chapter, search: string): Group[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return chapter.groups
    .map(group => ({ ...group, entries: group.entries.filter(entry => has(entry, words)) }))
    .filter(group => group.entries.length > 0);
}

function has(entry: Entry, words: string[]): boolean {
  const text = JSON.stringify(entry).toLowerCase();
  return words.every(word => text.includes(word));
}
