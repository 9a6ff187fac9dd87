// SPDX-License-Identifier: EUPL-1.2
import { readAttributePath, type AttributePath } from './attribute-path.ts';
import { ScimFault } from './fault.ts';
import { parseFilter, type Filter } from './filter.ts';

export type PatchPath = AttributePath & { filter?: Filter };

const MULTIPLE = ['emails', 'phoneNumbers', 'ims', 'photos', 'addresses', 'groups', 'entitlements', 'roles', 'x509Certificates', 'members'];
const SINGLE = [
  'externalId',
  'userName',
  'name',
  'displayName',
  'nickName',
  'profileUrl',
  'title',
  'userType',
  'preferredLanguage',
  'locale',
  'timezone',
];
const KNOWN = [...MULTIPLE, ...SINGLE, 'active', 'password'];
const READ_ONLY = ['id', 'meta', 'schemas'];

/** Reads the path of a PATCH (RFC 7644 §3.5.2); refuses `invalidPath`, `invalidFilter`, and `mutability` for what the server alone writes. */
export function readPatchPath(text: string): PatchPath {
  const open = text.indexOf('[');
  const close = text.lastIndexOf(']');
  if (open < 0) return checked(readAttributePath(text));
  const after = text.slice(close + 1);
  if (close < open || (after !== '' && !after.startsWith('.'))) throw invalidPath();
  const path = checked(readAttributePath(text.slice(0, open) + after));
  return { ...path, filter: parseFilter(text.slice(open + 1, close)) };
}

export function isMultiple(path: AttributePath): boolean {
  return path.urn === undefined && isAmong(MULTIPLE, path.name);
}

function checked(path: AttributePath | undefined): AttributePath {
  if (path === undefined) throw invalidPath();
  if (path.urn !== undefined || path.name.includes(':')) return path;
  if (isAmong(READ_ONLY, path.name)) throw new ScimFault(400, `L’attribut « ${path.name} » ne se modifie pas.`, 'mutability');
  const name = KNOWN.find((known) => known.toLowerCase() === path.name.toLowerCase());
  if (name === undefined) throw invalidPath();
  return { ...path, name };
}

function isAmong(names: string[], name: string): boolean {
  return names.some((one) => one.toLowerCase() === name.toLowerCase());
}

function invalidPath(): ScimFault {
  return new ScimFault(400, 'Le chemin de l’opération ne désigne aucun attribut connu.', 'invalidPath');
}
