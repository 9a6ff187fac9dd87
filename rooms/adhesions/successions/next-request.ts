// SPDX-License-Identifier: EUPL-1.2
/** What a convention would ask again, for its next term or under another edition. Pure. */
import type { BodyFacts, OperatorView } from '#rooms/organisations/api.ts';
import type { Terms } from './terms.ts';

type Request = Terms['request'];
type Register = Pick<OperatorView, 'find' | 'bySiren' | 'byInsee' | 'roster'>;

/**
 * The request of a convention with the members of today in the place of those of its quote, under an edition. What was ordered once (a training
 * day, a first commissioning) is not ordered again.
 */
export function nextRequest(
  { request, priced }: Terms,
  { payerId, memberIds, edition, register }: { payerId: string; memberIds: readonly string[]; edition: string; register: Register },
): Record<string, unknown> {
  const { on: _, ...asked } = request;
  const items = request.items.filter(({ offer }) => isLasting(priced, offer));
  if (!priced.counting) return { ...asked, edition, items };
  const members = new Set(memberIds.filter((id) => id !== payerId));
  const roster = new Set(register.roster(payerId).map(({ id }) => id));
  const named = request.bodies.flatMap((body) => {
    const id = idOf(body, register);
    return id !== undefined && members.has(id) ? [{ id, body }] : [];
  });
  const known = new Set(named.map(({ id }) => id));
  const payer = register.find(payerId)?.siren;
  const added = [...members].filter((id) => !roster.has(id) && !known.has(id)).flatMap((id) => register.find(id) ?? []);
  return {
    ...asked,
    // Another body than that of the quote may pay since: its EPCI has merged.
    ...(payer !== undefined && { for: { siren: payer } }),
    edition,
    items: items.filter((item) => item.for === undefined || item.for === 'roster' || members.has(item.for)),
    leaveOut: [...roster].filter((id) => !members.has(id)),
    bodies: [...named.map(({ body }) => body), ...added.map(asNamed)],
  };
}

function isLasting({ lines, included }: Terms['priced'], offer: string): boolean {
  return included.some((one) => one.offer === offer) || lines.some((line) => line.offer === offer && line.due.everyYears !== null);
}

function idOf(body: Request['bodies'][number], register: Register): string | undefined {
  if ('kind' in body) return body.id;
  return ('siren' in body ? register.bySiren(body.siren) : register.byInsee(body.insee))?.id;
}

/** A body as a request names it: by its number, or described where the register gives it none. */
function asNamed(body: BodyFacts): Record<string, unknown> {
  if (body.siren !== undefined) return { siren: body.siren };
  const { id, kind, name, serves, population, agents, budgetCents } = body;
  return {
    id,
    kind,
    name,
    ...(population?.declared && { population: population.declared.value }),
    ...(serves && { serves }),
    ...(agents !== undefined && { agents }),
    ...(budgetCents !== undefined && { budgetCents }),
  };
}
