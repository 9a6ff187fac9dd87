// SPDX-License-Identifier: EUPL-1.2
import type { ObjectType } from '../tables.ts';
import { ResticFault } from './fault.ts';

/** `{type}` of the specification; the configuration has an address of its own. */
export const listedTypes = ['data', 'index', 'keys', 'locks', 'snapshots'] as const satisfies readonly ObjectType[];

/** An object as an address names it; the name is the SHA-256 of its content, empty for the configuration. */
export type ObjectPath = { type: ObjectType; name: Buffer };

export const CONFIG: ObjectPath = { type: 'config', name: Buffer.alloc(0) };

/** The type that an address names. Whatever is not one of the five words leads nowhere: no path is ever made of it. */
export function typeIn(params: unknown): ObjectType {
  const { type } = params as { type?: string }; // the route's own parameters
  const known = listedTypes.find((one) => one === type);
  if (!known) throw new ResticFault(404, 'Adresse inconnue.');
  return known;
}

/** The object that an address names: sixty-four lowercase hexadecimal digits, and nothing else. */
export function objectIn(params: unknown): ObjectPath {
  const { name = '' } = params as { name?: string }; // the route's own parameters
  const type = typeIn(params);
  if (!/^[0-9a-f]{64}$/.test(name)) throw new ResticFault(404, 'Adresse inconnue.');
  return { type, name: Buffer.from(name, 'hex') };
}
