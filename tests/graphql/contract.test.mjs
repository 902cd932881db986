// The schema may grow; what clients were promised, and what was published before, stays. Needs no server.
import test from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql';

const file = (path) => new URL(path, import.meta.url);
const committed = readFileSync(file('../../api/schema.graphql'), 'utf8');
const promised = readFileSync(file('contract.graphql'), 'utf8');

// A changed default is as good as a changed type to a client that leaves the argument out.
const broken = (before, after) => [
  ...findBreakingChanges(buildSchema(before), buildSchema(after)),
  ...findDangerousChanges(buildSchema(before), buildSchema(after)).filter((change) => change.type === 'ARG_DEFAULT_VALUE_CHANGE'),
].map((change) => `${change.type}: ${change.description}`);

test('the schema keeps every name, type and argument of the contract', () => {
  assert.deepEqual(broken(promised, committed), []);
});

test('fields of input types keep their defaults', () => {
  const [before, after] = [buildSchema(promised), buildSchema(committed)];
  for (const type of Object.values(before.getTypeMap())) {
    if (type.astNode?.kind !== 'InputObjectTypeDefinition') continue;
    for (const [name, field] of Object.entries(type.getFields())) {
      assert.deepEqual(after.getType(type.name).getFields()[name].defaultValue, field.defaultValue, `${type.name}.${name}`);
    }
  }
});

test('nullability is that of the contract, in what is returned too', () => {
  const [before, after] = [buildSchema(promised), buildSchema(committed)];
  for (const type of Object.values(before.getTypeMap())) {
    if (type.astNode?.kind !== 'ObjectTypeDefinition') continue;
    for (const [name, field] of Object.entries(type.getFields())) {
      assert.equal(String(after.getType(type.name).getFields()[name].type), String(field.type), `${type.name}.${name}`);
    }
  }
});

test('a missing field, a changed type and a new required argument are each noticed', () => {
  const before = 'type Query { a(x: Int = 1): Int! b: Int }';
  assert.equal(broken(before, 'type Query { a(x: Int = 1): Int! }').length, 1);
  assert.equal(broken(before, 'type Query { a(x: Int = 1): Int b: Int }').length, 1);
  assert.equal(broken(before, 'type Query { a(x: Int = 1, y: Int!): Int! b: Int }').length, 1);
  assert.equal(broken(before, 'type Query { a(x: Int = 2): Int! b: Int }').length, 1);
  assert.equal(broken(before, 'type Query { a(x: Int = 1): Int! b: Int c: Int }').length, 0);
});

// A shallow clone, or an archive, has nothing to compare with.
const published = fromMain();
if (published !== null) {
  test('nothing that main published is broken', () => {
    assert.deepEqual(broken(published, committed), []);
  });
}

function fromMain() {
  try {
    return execFileSync('git', ['show', 'main:api/schema.graphql'], { cwd: file('.'), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return null;
  }
}
