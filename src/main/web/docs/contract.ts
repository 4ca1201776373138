/** A JSON schema, as far as the contract uses it. */
export interface Schema {
  $ref?: string;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  format?: string;
  pattern?: string;
  description?: string;
  default?: unknown;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema;
  propertyNames?: Schema;
  maxProperties?: number;
  required?: string[];
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
}

export interface Reference {
  $ref?: string;
}

interface Content {
  content?: Record<string, { schema?: Schema }>;
}

export interface Parameter extends Reference {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}

export interface Operation {
  tags: string[];
  operationId: string;
  summary: string;
  description?: string;
  security?: unknown[];
  parameters?: Parameter[];
  requestBody?: Content;
  responses: Record<string, Content & Reference & { description?: string }>;
}

interface Components {
  components: { schemas: Record<string, Schema> };
}

interface Info {
  info: { title: string; version: string; description: string };
}

export interface OpenApi extends Components, Info {
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation> & { parameters?: Parameter[] }>;
}

export interface Message {
  summary: string;
  payload: Schema;
}

export interface AsyncApi extends Components, Info {
  channels: Record<string, { address: string; description: string }>;
  operations: Record<string, { action: 'send' | 'receive'; channel: Reference; messages: Reference[] }>;
}

/** What a reference within a document leads to. */
export function follow(document: object, reference: string): unknown {
  return reference.slice(2).split('/')
    .map(step => step.replace(/~1/g, '/').replace(/~0/g, '~'))
    .reduce<unknown>((found, step) => (found as Record<string, unknown>)[step], document);
}

/** The thing itself, or what it refers to. */
export function resolve<T extends Reference>(document: object, thing: T): T {
  return thing.$ref === undefined ? thing : resolve(document, follow(document, thing.$ref) as T);
}
