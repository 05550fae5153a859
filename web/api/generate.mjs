// Writes schema.d.ts from the API document, so that nobody writes a request or a reply type by hand.
// The document is docs/api/openapi.json, or the file named by KAIR_OPENAPI.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const committed = fileURLToPath(new URL('../../docs/api/openapi.json', import.meta.url));
const document = existsSync(committed) ? committed : process.env.KAIR_OPENAPI;
if (!document) throw new Error('docs/api/openapi.json is missing and KAIR_OPENAPI names no other API document');

const output = new URL('schema.d.ts', import.meta.url);
const text = `// Generated from the API document by generate.mjs.\n${astToString(await openapiTS(pathToFileURL(document)))}`;
if (!existsSync(output) || readFileSync(output, 'utf8') !== text) writeFileSync(output, text);
