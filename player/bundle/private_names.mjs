// Names of private members that stand for nothing else anywhere in the player: the build may shorten them, for the type
// checker has made sure that nobody outside their class speaks of them.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const FOLDERS = ['core', 'embed', 'kinds', 'providers', 'text', 'ui'];
const FILES = ['index.ts', 'late.ts'];

/** In alphabetical order, so that equal sources make equal files. */
export function privateNames(root) {
  const kept = new Set();
  const others = new Set();
  for (const file of sourcesOf(root)) {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    visit(source, kept, others);
  }
  return [...kept].filter((name) => !others.has(name)).sort();
}

function sourcesOf(root) {
  const inFolders = FOLDERS.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true }).map((name) => path.join(folder, name)),
  );
  return [...FILES, ...inFolders]
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => path.join(root, name));
}

function visit(node, kept, others) {
  if (isPrivate(node)) kept.add(node.name.text);
  else for (const name of namesIn(node)) others.add(name);
  ts.forEachChild(node, (child) => visit(child, kept, others));
}

const isPrivate = (node) =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword) &&
  node.name !== undefined;

const isThis = (node) => node !== undefined && node.kind === ts.SyntaxKind.ThisKeyword;

/** What `node` calls by a name that is not, as far as its own words tell, a private member of its class. */
function namesIn(node) {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isPropertyAccessExpression(node)) return isThis(node.expression) ? [] : [node.name.text];
  if (ts.isBindingElement(node)) return takenApart(node);
  const named = ts.isClassElement(node) || ts.isTypeElement(node) || ts.isObjectLiteralElement(node);
  const given = named || ts.isParameterPropertyDeclaration(node, node.parent);
  return given && node.name && ts.isIdentifier(node.name) ? [node.name.text] : [];
}

/** `const { name } = this` may be private, `const { name } = other` is not. */
function takenApart({ parent, propertyName, name }) {
  if (!ts.isObjectBindingPattern(parent) || isThis(parent.parent.initializer)) return [];
  const key = propertyName ?? name;
  return ts.isIdentifier(key) ? [key.text] : [];
}
