// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { isResource, valueOf, type Resource } from './attribute-path.ts';
import { ScimFault } from './fault.ts';
import { KEPT } from './schemas.ts';

const MOST_KEPT = 20_000;
const address = z.email().max(254);

export type WantedUser = {
  email: string;
  givenName: string | undefined;
  familyName: string | undefined;
  title: string | undefined;
  active: boolean | undefined;
  externalId: string | null;
  attributes: Resource;
};

/** What a directory wants of a person; passwords, roles and what is read-only are left where they are. */
export function readUser(given: Resource): WantedUser {
  const email = text(given, 'userName', 254)?.toLowerCase() ?? '';
  if (!address.safeParse(email).success) throw invalid('userName doit être une adresse électronique professionnelle complète.');
  const name = valueOf(given, 'name') ?? {};
  if (!isResource(name)) throw invalid('name doit être un objet.');
  const active = valueOf(given, 'active') ?? undefined;
  if (active !== undefined && !/^(?:true|false)$/i.test(String(active))) throw invalid('active doit être true ou false.');
  const attributes: Resource = {};
  for (const key of KEPT) {
    const value = valueOf(given, key);
    if (value !== undefined && value !== null) attributes[key] = value;
  }
  const { formatted: _, givenName: _given, familyName: _family, ...parts } = name;
  if (Object.keys(parts).length > 0) attributes['name'] = parts;
  const others = otherAddresses(given, email);
  if (others.length > 0) attributes['emails'] = others;
  if (JSON.stringify(attributes).length > MOST_KEPT) throw new ScimFault(413, 'Les attributs de cette personne dépassent 20 000 caractères.');
  return {
    email,
    givenName: text(name, 'givenName', 100),
    familyName: text(name, 'familyName', 100),
    title: text(given, 'title', 100),
    active: active === undefined ? undefined : String(active).toLowerCase() === 'true',
    externalId: text(given, 'externalId', 300) ?? null,
    attributes,
  };
}

/** A text of at most so many characters; undefined when absent or empty. */
export function text(given: Resource, name: string, most: number): string | undefined {
  const value = valueOf(given, name);
  if (value === undefined || value === null) return undefined;
  // PostgreSQL keeps no null character.
  if (typeof value !== 'string' || value.length > most || value.includes('\0'))
    throw invalid(`${name} doit être un texte d’au plus ${most} caractères.`);
  return value.trim() || undefined;
}

function otherAddresses(given: Resource, email: string): Resource[] {
  const emails = valueOf(given, 'emails');
  if (emails === undefined || emails === null) return [];
  if (!Array.isArray(emails) || !emails.every(isResource)) throw invalid('emails doit être une liste d’objets.');
  return emails.filter((one) => valueOf(one, 'primary') !== true && String(valueOf(one, 'value')).toLowerCase() !== email);
}

export function invalid(detail: string): ScimFault {
  return new ScimFault(400, detail, 'invalidValue');
}
