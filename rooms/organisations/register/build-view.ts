// SPDX-License-Identifier: EUPL-1.2
import type { BodyFacts } from '../body-facts.ts';
import type { RegisterData, RegisterView } from './register.ts';

const none: readonly BodyFacts[] = [];

/** The view that holds from `day` until the next change. Ended bodies are still found by id and slug: what was signed outlives them. */
export function buildView(data: RegisterData, day: string): RegisterView {
  const edition = data.editions.findLast(({ inForceOn }) => inForceOn <= day)?.edition ?? data.editions[0]?.edition ?? null;
  const byId = new Map<string, BodyFacts>();
  const bySlug = new Map<string, BodyFacts>();
  const bySiren = new Map<string, BodyFacts>();
  const byInsee = new Map<string, BodyFacts>();
  const living: BodyFacts[] = [];
  const ended: BodyFacts[] = [];
  for (const row of data.bodies) {
    const body = row.beganOn !== null && row.beganOn > day ? null : factsOf(row, edition);
    if (!body) continue;
    byId.set(body.id, body);
    bySlug.set(body.slug, body);
    const isEnded = body.endedOn !== undefined && body.endedOn <= day;
    (isEnded ? ended : living).push(body);
    if (isEnded) continue;
    if (body.siren !== undefined) bySiren.set(body.siren, body);
    if (body.insee !== undefined) byInsee.set(body.insee, body);
  }
  const successors = successorsById(data, byId);
  // A code or SIREN that nobody bears any more still leads somewhere: to the successor, or to the body that ended.
  for (const body of ended) {
    const [successor] = successors.get(body.id) ?? none;
    if (body.insee !== undefined && successor && !byInsee.has(body.insee)) byInsee.set(body.insee, successor);
    if (body.siren !== undefined && !bySiren.has(body.siren)) bySiren.set(body.siren, body);
  }
  const { rosters, homes } = membershipsOn(data, day, byId);
  return {
    edition,
    isBeforeFirst: false,
    bodies: living,
    find: (id) => byId.get(id),
    bySlug: (slug) => bySlug.get(slug),
    bySiren: (siren) => bySiren.get(siren),
    byInsee: (code) => byInsee.get(code) ?? byId.get(data.formerCodes.get(code) ?? ''),
    roster: (epciId) => rosters.get(epciId) ?? none,
    epciOf: (memberId) => homes.get(memberId),
    successorsOf: (id) => successors.get(id) ?? none,
  };
}

function factsOf({ id, slug, endedOn, entries, populations }: RegisterData['bodies'][number], edition: number | null): BodyFacts | null {
  const entry = edition === null ? entries.at(-1) : entries.findLast((one) => one.edition <= edition);
  if (!entry) return null;
  const { name, kind, siren, insee, department } = entry;
  const population: { -readonly [figure in keyof NonNullable<BodyFacts['population']>]: { value: number; vintage: string } } = {};
  let isKnown = false;
  for (const one of populations) {
    if (edition !== null && one.edition > edition) break;
    population[one.figure] = { value: one.value, vintage: one.vintage };
    isKnown = true;
  }
  return {
    id,
    slug,
    name,
    kind,
    ...(siren !== null && { siren }),
    ...(insee !== null && { insee }),
    ...(department !== null && { department }),
    ...(endedOn !== null && { endedOn }),
    ...(isKnown && { population }),
  };
}

function successorsById({ successions }: RegisterData, byId: ReadonlyMap<string, BodyFacts>): Map<string, BodyFacts[]> {
  const found = new Map<string, BodyFacts[]>();
  for (const { predecessorId, successorId } of successions) {
    const successor = byId.get(successorId);
    if (successor) found.set(predecessorId, [...(found.get(predecessorId) ?? []), successor]);
  }
  return found;
}

function membershipsOn(data: RegisterData, day: string, byId: ReadonlyMap<string, BodyFacts>) {
  const rosters = new Map<string, BodyFacts[]>();
  const homes = new Map<string, BodyFacts>();
  for (const { epciId, memberId, sinceOn, untilOn } of data.memberships) {
    const [epci, member] = [byId.get(epciId), byId.get(memberId)];
    if (!epci || !member || sinceOn > day || (untilOn !== null && untilOn <= day)) continue;
    const roster = rosters.get(epciId);
    if (roster) roster.push(member);
    else rosters.set(epciId, [member]);
    homes.set(memberId, epci);
  }
  for (const roster of rosters.values()) roster.sort((one, other) => french.compare(one.name, other.name));
  return { rosters, homes };
}

const french = new Intl.Collator('fr');
