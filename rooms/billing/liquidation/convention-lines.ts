// SPDX-License-Identifier: EUPL-1.2
/** What a convention owes in a period: pure. Printed amounts are taken as they are; nothing is priced again. */
import type { OwedConvention, OwedLine } from '#rooms/adhesions/api.ts';
import type { BillingSettings } from '../contract/settings.ts';
import type { Family } from '../document.ts';
import type { DueLine } from './due-line.ts';
import { partOf, partWords, slicesOf, type Slice } from './slices.ts';
import { treat } from './treat.ts';

type Asked = {
  convention: OwedConvention;
  period: { from: string; until: string };
  settings: BillingSettings;
  offerLabel: (edition: string, offer: string) => string;
};

/** The lines of a convention that a period bills. A convention that nothing details owes its yearly amount, as its register says. */
export function conventionLines({ convention, ...asked }: Asked): DueLine[] {
  const lines = convention.lines.length > 0 || convention.amounts.length === 0 ? convention.lines : [wholeOf(convention)];
  const recounted = recountedLine(convention, lines);
  const slicesFor = rememberedSlices();
  return lines.flatMap((line) => linesOf(line, { convention, ...asked, slicesFor, recounts: line === recounted ? convention.amounts : [] }));
}

type Inside = Asked & { slicesFor: typeof slicesOf; recounts: OwedConvention['amounts'] };

function linesOf(line: OwedLine, { convention, period, settings, offerLabel, slicesFor, recounts }: Inside): DueLine[] {
  const proof = proofOf(line);
  const replaced = settings.prorata === 'none' ? standsInFor(line, convention) : null;
  const slices = slicesFor({
    anchor: replaced ? convention.beginsOn : line.beginsOn,
    begins: line.beginsOn,
    ends: earliest(line.endsOn, convention.endsOn),
    due: proof.due,
    period,
    prorata: settings.prorata,
  });
  const tax = treat(proof, settings, convention.kind);
  const family = familyOf(proof.due.everyYears, convention.kind, tax.vatCode);
  const quantity = typeof line.inputs['quantity'] === 'number' && line.inputs['quantity'] > 0 ? line.inputs['quantity'] : 1;
  const title = offerLabel(line.edition, line.offer);
  const label = line.label === '' || line.label === title || family === 'participation' ? title || line.label : `${title} – ${line.label}`;
  return slices
    .filter((slice) => !replaced || slice.from !== line.beginsOn || slice.from === anniversary(convention.beginsOn, slice.rank))
    .flatMap((slice) => {
      const before = convention.agreedCents ?? recounts[0]?.yearlyCents ?? 0;
      const standing = recounts.findLast(({ from }) => from <= slice.from);
      const yearly = line.yearlyCents === null ? null : line.yearlyCents + (standing ? standing.yearlyCents - before : 0);
      const shared = {
        lineKey: [family, line.offer, line.label, line.beneficiaryId].join('|'),
        payerId: convention.payerId,
        kind: tax.kind,
        family,
        offer: line.offer,
        vatCode: tax.vatCode,
        rateBasisPoints: tax.rateBasisPoints,
        act: { says: `Convention ${convention.number}`, number: convention.number, decidedOn: decidedOn(convention), edition: line.edition },
        edition: line.edition,
        beneficiaryIds: [line.beneficiaryId],
      };
      const net = yearly === null ? null : partOf(yearly, slice.part);
      const whole = slice.part.billed === slice.part.of;
      const isUnits = whole && net !== null && Number.isInteger(quantity) && (net * 100) % quantity === 0;
      const first: DueLine = {
        ...shared,
        sourceKey: `line/${line.id}/${slice.from}`,
        label,
        detail: [partWords(slice.part), standing && standing.yearlyCents !== before ? standing.says : ''].filter(Boolean).join(' ; '),
        quantityThousandths: isUnits ? quantity * 1000 : 1000,
        unit: isUnits && quantity !== 1 ? 'unité' : proof.due.everyYears === 1 ? 'an' : 'forfait',
        unitPriceTenThousandths: net === null ? 0 : isUnits ? (net * 100) / quantity : net * 100,
        netCents: net,
        from: slice.from,
        until: slice.until,
        why: proof.why,
      };
      return [first, ...changesWithin(first, slice, recounts, line.yearlyCents)];
    });
}

/** Lines of a convention mostly share their years: they are counted once. */
function rememberedSlices(): typeof slicesOf {
  const known = new Map<string, Slice[]>();
  return (asked) => {
    const key = `${asked.anchor} ${asked.begins} ${asked.ends} ${asked.due.firstYear} ${asked.due.everyYears}`;
    const slices = known.get(key) ?? slicesOf(asked);
    known.set(key, slices);
    return slices;
  };
}

/** A recount in the course of a shared year is a line of its own: what it adds, from its day on. */
function changesWithin(line: DueLine, slice: Slice, recounts: OwedConvention['amounts'], yearlyCents: number | null): DueLine[] {
  if (slice.part.unit === 'year' || yearlyCents === null) return [];
  return recounts.flatMap((now, at) => {
    const before = recounts[at - 1];
    if (!before || now.from <= slice.from || now.from > slice.until) return [];
    const [rest] = slicesOf({
      anchor: slice.from,
      begins: now.from,
      ends: slice.until,
      due: { firstYear: 1, everyYears: 1 },
      period: { from: now.from, until: slice.until },
      prorata: slice.part.unit === 'month' ? 'month' : 'day',
    });
    if (!rest) return [];
    const net = partOf(now.yearlyCents - before.yearlyCents, rest.part);
    return [
      {
        ...line,
        sourceKey: `${line.sourceKey}/${now.from}`,
        lineKey: `${line.lineKey}|recompte`,
        detail: `${now.says}, ${partWords(rest.part)}`,
        quantityThousandths: 1000,
        unitPriceTenThousandths: net * 100,
        netCents: net,
        from: now.from,
      },
    ];
  });
}

type Proof = {
  why: string[];
  due: { firstYear: number; everyYears: number | null };
  treatment: 'exempt' | 'taxed' | 'to-qualify' | null;
  vatBps: number;
};

/** What the quote said of the line; what nothing tells is owed every year from the first. */
function proofOf({ proof }: OwedLine): Proof {
  const due = proof?.['due'] as Proof['due'] | undefined; // written by the room of conventions, from a priced line
  const why = (proof?.['why'] ?? []) as { says: string }[]; // likewise
  return {
    why: Array.isArray(why) ? why.map(({ says }) => says) : [],
    due: due ?? { firstYear: 1, everyYears: 1 },
    treatment: (proof?.['treatment'] as Proof['treatment'] | undefined) ?? null,
    vatBps: Number(proof?.['vatBps'] ?? 0),
  };
}

function wholeOf(convention: OwedConvention): OwedLine {
  return {
    id: convention.id,
    beneficiaryId: convention.beneficiaryId,
    offer: 'convention',
    label: `Convention ${convention.number}`,
    edition: convention.edition,
    inputs: {},
    yearlyCents: convention.agreedCents ?? convention.amounts[0]?.yearlyCents ?? null,
    beginsOn: convention.beginsOn,
    endsOn: convention.endsOn,
    proof: null,
  };
}

/** The line that a recount of the territory moves: the dearest that is owed each year without VAT. */
function recountedLine({ kind, amounts, agreedCents }: OwedConvention, lines: readonly OwedLine[]): OwedLine | null {
  if (kind !== 'cadre' || (amounts.length < 2 && agreedCents === undefined)) return null;
  const yearly = lines.filter((line) => proofOf(line).due.everyYears === 1 && proofOf(line).treatment !== 'taxed');
  return yearly.toSorted((one, other) => (other.yearlyCents ?? 0) - (one.yearlyCents ?? 0))[0] ?? null;
}

/** Whether the line follows at once another of the same body, whose year was billed whole: it is then due from the next one. */
function standsInFor(line: OwedLine, { lines, beginsOn }: OwedConvention): OwedLine | null {
  if (line.beginsOn === beginsOn) return null;
  const eve = Temporal.PlainDate.from(line.beginsOn).subtract({ days: 1 }).toString();
  return lines.find((other) => other !== line && other.beneficiaryId === line.beneficiaryId && other.endsOn === eve) ?? null;
}

function anniversary(beginsOn: string, rank: number): string {
  return Temporal.PlainDate.from(beginsOn)
    .add({ years: rank - 1 })
    .toString();
}

function familyOf(everyYears: number | null, kind: OwedConvention['kind'], vatCode: string): Family {
  if (everyYears === null) return 'access-fee';
  if (everyYears > 1) return 'term';
  return kind === 'cadre' && vatCode !== 'S' ? 'participation' : 'subscription';
}

function decidedOn({ proofs }: OwedConvention): string | null {
  const day = proofs['votedOn'] ?? proofs['signedOn'];
  return typeof day === 'string' ? day : null;
}

function earliest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
