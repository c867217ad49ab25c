// Checks an OpenAPI document: its form by the schema of the specification, its references, and that
// each of its schemas is a JSON schema (OpenAPI 3.1: draft 2020-12).
import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

const text = readFileSync(process.argv[2], 'utf8');
const validator = new Validator();
const result = await validator.validate(text);
if (!result.valid || validator.version !== '3.1') {
  throw new Error(`${validator.version}: ${JSON.stringify(result.errors, null, 2)}`);
}
// Throws where a reference points to nothing.
validator.resolveRefs();

const document = parse(text);
const schemas = addFormats.default(
  new Ajv2020.default({ strict: true, allowUnionTypes: true, strictRequired: true }),
);
schemas.addVocabulary(['components']);
schemas.addSchema({ components: document.components }, 'document');
const names = Object.keys(document.components.schemas);
names.forEach((name) => schemas.getSchema(`document#/components/schemas/${name}`));
const calls = Object.values(document.paths).flatMap((path) =>
  Object.keys(path).filter((key) => key !== 'parameters'),
);
console.log(`${names.length} schemas, ${calls.length} calls`);
