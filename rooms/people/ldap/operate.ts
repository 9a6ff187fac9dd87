// SPDX-License-Identifier: EUPL-1.2
/** Each operation of LDAP, in the order of RFC 4511: what is done, or why it is refused. */
import type { House } from '#platform/house.ts';
import { answer, answerTag, code, entryAnswer, extendedAnswer, LdapRefusal } from './answers.ts';
import { bind, type Bound } from './bind.ts';
import { parseDn } from './dn.ts';
import { selected, selectionOf, type Entry } from './entry.ts';
import { holderOf, type Holder } from './holder.ts';
import { matches } from './matches.ts';
import { keepRest, pageAsked, takeRest, type Pages } from './paged-results.ts';
import { placeOf } from './places.ts';
import type { BindRequest, CompareRequest, ExtendedRequest, Message, SearchRequest } from './read-message.ts';
import { PAGED_RESULTS, rootDse, schemaEntry, START_TLS, WHO_AM_I } from './root-dse.ts';
import { attributeNamed } from './schema.ts';
import { entryNamed, find, load, MOST_FOUND, type Found } from './search.ts';
import { utf8OrNull } from './utf8.ts';

/** What an operation knows of its connection. */
export type Session = {
  readonly house: House;
  readonly address: string;
  readonly offersTls: boolean;
  readonly isTls: boolean;
  readonly isConfidential: boolean;
  readonly pages: Pages;
  bound: Bound | null;
  isAbandoned(id: number): boolean;
  send(bytes: Buffer): Promise<void>;
  disconnect(outcome: { code: number; says: string }): void;
};

/** Does what a message asks and answers it. `start-tls` says that the connection is to be encrypted from here on. */
export async function operate(session: Session, message: Message): Promise<'start-tls' | 'done'> {
  const { id, request } = message;
  if (request.op === 'unbind' || request.op === 'abandon') return 'done';
  const known = request.op === 'search' ? [PAGED_RESULTS] : [];
  const unknown = message.controls.find(({ oid, isCritical }) => isCritical && !known.includes(oid));
  if (unknown) throw new LdapRefusal({ code: code.unavailableCriticalExtension, says: `Contrôle inconnu : ${unknown.oid.slice(0, 100)}.` });
  if (request.op === 'write')
    throw new LdapRefusal({ code: code.unwillingToPerform, says: 'Cet annuaire se modifie dans Beffroi, et non par LDAP.' });
  if (request.op === 'bind') await doBind(session, id, request);
  else if (request.op === 'search') await doSearch(session, message, request);
  else if (request.op === 'compare') await doCompare(session, id, request);
  else return doExtended(session, id, request);
  return 'done';
}

async function doBind(session: Session, id: number, request: BindRequest): Promise<void> {
  // Whatever happens next, the former identity is over (RFC 4511 §4.2.1).
  session.bound = null;
  session.pages.clear();
  session.bound = await bind(session.house, request, session);
  await session.send(answer(id, answerTag.bind, { code: code.success }));
}

async function doSearch(session: Session, { id, controls }: Message, request: SearchRequest): Promise<void> {
  const selection = selectionOf(request.attributes);
  const send = async (entry: Entry): Promise<void> => session.send(entryAnswer(id, entry.dn, selected(entry, selection, request.typesOnly)));
  const open = openToAll(session, request);
  if (open) {
    if (matches(request.filter, open)) await send(open);
    return session.send(answer(id, answerTag.search, { code: code.success }));
  }
  const holder = await holderNow(session);
  const page = pageAsked(controls);
  const whole = page?.cookie ? takeRest(session.pages, request, page.cookie) : await find(session.house, holder, request);
  // RFC 2696 §3: a size of zero gives up the rest.
  const wanted = page?.cookie && page.size === 0 ? [] : whole;
  const most = Math.min(request.sizeLimit || MOST_FOUND, MOST_FOUND);
  const isCut = !page?.cookie && wanted.length > most;
  const allowed: readonly Found[] = isCut ? wanted.slice(0, most) : wanted;
  const size = page && page.size > 0 ? page.size : allowed.length;
  for await (const entries of load(session.house, holder, allowed.slice(0, size), selection)) {
    if (session.isAbandoned(id)) return;
    for (const entry of entries) await send(entry);
  }
  const rest = allowed.slice(size);
  const control = page ? [keepRest(session.pages, request, rest, allowed.length)] : [];
  const outcome =
    isCut && rest.length === 0 ? { code: code.sizeLimitExceeded, says: 'La réponse est coupée : précisez le filtre.' } : { code: code.success };
  await session.send(answer(id, answerTag.search, outcome, [], control));
}

async function doCompare(session: Session, id: number, { dn, attribute, value }: CompareRequest): Promise<void> {
  const holder = await holderNow(session);
  const entry = await entryNamed(session.house, holder, dn);
  const type = attributeNamed(attribute);
  if (!entry || !type || !entry.attributes.has(type.name))
    throw new LdapRefusal({ code: code.noSuchAttribute, says: 'Cette entrée n’a pas cet attribut.' });
  const isEqual = matches({ kind: 'equal', attribute, value: utf8OrNull(value) }, entry);
  await session.send(answer(id, answerTag.compare, { code: isEqual ? code.compareTrue : code.compareFalse }));
}

async function doExtended(session: Session, id: number, { oid }: ExtendedRequest): Promise<'start-tls' | 'done'> {
  if (oid === WHO_AM_I) {
    const value = session.bound ? `dn:${(await holderNow(session)).dn}` : '';
    await session.send(extendedAnswer(id, { code: code.success }, { value }));
    return 'done';
  }
  if (oid !== START_TLS) throw new LdapRefusal({ code: code.protocolError, says: `Opération étendue inconnue : ${oid.slice(0, 100)}.` });
  if (session.isTls) throw new LdapRefusal({ code: code.operationsError, says: 'La connexion est déjà chiffrée.' });
  if (!session.offersTls) throw new LdapRefusal({ code: code.protocolError, says: 'Ce serveur n’a pas de certificat : StartTLS n’est pas offert.' });
  // What was proven in the clear is worth nothing any more (RFC 4513 §3.1.5 lets a server say so).
  session.bound = null;
  await session.send(extendedAnswer(id, { code: code.success }, { oid: START_TLS }));
  return 'start-tls';
}

// Before anyone is bound: what the server is, and its schema.
function openToAll({ offersTls }: Session, { base, scope }: SearchRequest): Entry | null {
  const dn = parseDn(base);
  const place = dn && placeOf(dn);
  if (place?.kind === 'root-dse' && scope === 'base') return rootDse(offersTls);
  return place?.kind === 'schema' && scope !== 'one' ? schemaEntry() : null;
}

/** Who is bound, asked again: their secret may be revoked, their mandate ended, their permissions changed. */
async function holderNow(session: Session): Promise<Holder> {
  if (!session.bound)
    throw new LdapRefusal({ code: code.insufficientAccessRights, says: 'Connectez-vous d’abord avec un mot de passe d’application.' });
  const { name, digest } = session.bound.credentials;
  const holder = await holderOf(session.house, name, digest);
  if (holder) return holder;
  session.bound = null;
  session.pages.clear();
  throw new LdapRefusal({ code: code.insufficientAccessRights, says: 'Ce mot de passe d’application est révoqué, ou n’ouvre plus rien.' });
}
