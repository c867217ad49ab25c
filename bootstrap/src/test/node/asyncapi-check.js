// Checks an AsyncAPI 3.0 document: its form by the JSON schema of the specification, its references,
// and that its payloads are JSON schemas.
import { readFileSync } from 'node:fs';
import specs from '@asyncapi/specs';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

const document = parse(readFileSync(process.argv[2], 'utf8'));

const form = addFormats.default(new Ajv.default({ strict: false, logger: false, meta: false }));
form.addFormat('iri', true).addFormat('iri-reference', true).addFormat('uri-template', true);
if (!form.validate(specs.schemas['3.0.0'], document)) {
  throw new Error(form.errorsText(form.errors, { separator: '\n' }));
}

function resolve(reference) {
  return reference.slice(2).split('/').reduce((value, key) => value?.[key], document);
}

function check(value) {
  if (typeof value?.$ref === 'string' && resolve(value.$ref) === undefined) {
    throw new Error(`Nothing at ${value.$ref}`);
  }
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(check);
  }
}
check(document);

const payloads = addFormats.default(new Ajv.default({ strict: true, allowUnionTypes: true }));
payloads.addVocabulary(['components']);
payloads.addSchema({ components: document.components }, 'document');
const names = Object.keys(document.components.schemas);
names.forEach((name) => payloads.getSchema(`document#/components/schemas/${name}`));
console.log(`${names.length} schemas, ${Object.keys(document.operations).length} operations`);
