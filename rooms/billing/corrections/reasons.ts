// SPDX-License-Identifier: EUPL-1.2
/** Why what is owed is no longer what was billed, in French. Pure. */
import type { OwedConvention, OwedLine } from '#rooms/adhesions/api.ts';
import type { DueLine } from '../liquidation/due-line.ts';
import type { Prorata } from '../liquidation/slices.ts';
import type { BilledLine, Correction } from './correction.ts';

type Known = { line: Pick<OwedLine, 'beginsOn' | 'edition' | 'beneficiaryId'> & { label: string }; endsOn: string | null; number: string };
export type KnownLines = { byId: ReadonlyMap<string, Known>; beginning: ReadonlyMap<string, Known>; ending: ReadonlyMap<string, Known> };
type Reason = Pick<Correction, 'nature' | 'says'>;

/** The lines of the register: by id, and by body and first or last day, to find what takes the place of what. */
export function linesKnown(conventions: readonly OwedConvention[]): KnownLines {
  const all = conventions.flatMap((convention) => {
    const whole = {
      id: convention.id,
      beginsOn: convention.beginsOn,
      edition: convention.edition,
      endsOn: null,
      label: `Convention ${convention.number}`,
    };
    const lines = convention.lines.length > 0 ? convention.lines : [{ ...whole, beneficiaryId: convention.beneficiaryId }];
    return lines.map((line) => ({ id: line.id, line, endsOn: earliest(line.endsOn, convention.endsOn), number: convention.number }));
  });
  return {
    byId: new Map(all.map((one) => [one.id, one])),
    beginning: new Map(all.map((one) => [`${one.line.beneficiaryId} ${one.line.beginsOn}`, one])),
    ending: new Map(all.flatMap((one) => (one.endsOn ? [[`${one.line.beneficiaryId} ${one.endsOn}`, one] as const] : []))),
  };
}

/** A line that is owed still, for another amount or another time. */
export function reasonOfChange(line: BilledLine, now: DueLine, { known, prorata }: { known: KnownLines; prorata: Prorata }): Reason {
  if (now.until < line.until) {
    const next = nextAfter(known, now);
    const kept = prorata === 'none' ? 'sans prorata, l’année commencée reste due' : `${now.detail || 'l’année entière'} reste dû`;
    if (next)
      return {
        nature: 'edition',
        says: `Servie jusqu’au ${french(now.until)} au lieu du ${french(line.until)} : « ${next.line.label} » (${next.line.edition}) la remplace ensuite ; ${kept}.`,
      };
    return { nature: 'leave', says: `Prend fin le ${french(now.until)} au lieu du ${french(line.until)} ; ${kept}.` };
  }
  if (now.detail.includes('Recomptage')) return { nature: 'recount', says: `${now.detail}.` };
  if (now.edition !== line.edition)
    return { nature: 'edition', says: `Facturée par l’édition ${line.edition ?? 'inconnue'}, due par l’édition ${now.edition ?? 'inconnue'}.` };
  if (now.until > line.until) return { nature: 'amount', says: `Servie jusqu’au ${french(now.until)} au lieu du ${french(line.until)}.` };
  return { nature: 'amount', says: 'Le montant du registre n’est plus celui qui a été facturé.' };
}

/** A line that is not owed at all. */
export function reasonOfAbsence(line: BilledLine, known: KnownLines): Reason {
  const found = known.byId.get(line.sourceKey.split('/')[1] ?? '');
  if (line.sourceKey.split('/').length === 4) return { nature: 'recount', says: 'Le recomptage facturé n’est plus au registre.' };
  if (found?.endsOn && found.endsOn < line.from)
    return {
      nature: 'leave',
      says: `A pris fin le ${french(found.endsOn)}, avant la période facturée (du ${french(line.from)} au ${french(line.until)}).`,
    };
  if (found && found.line.beginsOn !== line.from && found.line.beginsOn > line.from)
    return { nature: 'amount', says: `Commence le ${french(found.line.beginsOn)} et non le ${french(line.from)}.` };
  return { nature: 'leave', says: 'N’est plus au registre : la convention, la ligne ou la commande a été annulée.' };
}

/** A line that somebody else owes. */
export function reasonOfPayer({ why }: DueLine): Reason {
  const because = why.find((step) => step.startsWith('Payé pour'));
  const says = `Désormais due par un autre payeur${because ? ` (${because[0]?.toLowerCase()}${because.slice(1)})` : ''}`;
  return { nature: 'payer', says: `${says}. Un avoir la rend à qui l’a reçue, et la prochaine campagne la facture à l’autre.` };
}

/** A line that no document bears. */
export function reasonOfArrival(line: DueLine, known: KnownLines, periodFrom: string): Reason {
  const parts = line.sourceKey.split('/');
  if (parts.length === 4 && parts[0] === 'line') return { nature: 'recount', says: `${line.detail}.` };
  const before = line.beneficiaryIds.map((id) => known.ending.get(`${id} ${eveOf(line.from)}`)).find((one) => one !== undefined);
  if (before)
    return {
      nature: 'edition',
      says: `Remplace à compter du ${french(line.from)} « ${before.line.label} » (${before.line.edition}), qui prend fin la veille.`,
    };
  if (line.from > periodFrom) return { nature: 'join', says: `${line.act?.says ?? 'Service'} : souscrit à compter du ${french(line.from)}.` };
  return {
    nature: 'amount',
    says: 'Due pour l’année, et facturée par aucun document : laissée hors d’une campagne, rendue par un avoir, ou ajoutée depuis.',
  };
}

function nextAfter(known: KnownLines, { until, beneficiaryIds }: DueLine): Known | undefined {
  const morrow = Temporal.PlainDate.from(until).add({ days: 1 }).toString();
  return beneficiaryIds.map((id) => known.beginning.get(`${id} ${morrow}`)).find((one) => one !== undefined);
}

function eveOf(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}

function french(day: string): string {
  return day.split('-').toReversed().join('/');
}

function earliest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
