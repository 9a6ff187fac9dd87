// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { PlannedLine } from '../contract/take-over.ts';
import type { Tables } from '../tables.ts';
import { planLines } from './gather-world.ts';
import type { Planned } from './plan-take-over.ts';
import { readTakeOverFile } from './read-file.ts';

/** What a take-over of this file would do, convention by convention, with its totals. Nothing is written. */
export async function previewTakeOver(ctx: Context<Tables>, { content }: { fileName: string; content: string }) {
  const { rows: lines, faults, ignored, separator, encoding, digest } = readTakeOverFile(content);
  const { planned, world } = await planLines(ctx, lines);
  const rows = planned.map((one) => shown(one, (id) => world.view.find(id)?.name ?? ''));
  const unread: PlannedLine[] = faults.map(({ line, says }) => ({
    number: '',
    lines: [line],
    body: '',
    kind: null,
    action: 'error' as const,
    says: [],
    warnings: [],
    faults: [{ line, column: '', says }],
    signedCents: null,
    printedCents: null,
  }));
  return { separator, encoding, digest, ignored, rows: [...rows, ...unread], totals: totalsOf(planned, unread.length) };
}

function shown(one: Planned, nameOf: (id: string) => string): PlannedLine {
  const { number, lines, action, says, warnings, faults, said } = one;
  return {
    number,
    lines,
    action,
    says,
    warnings,
    faults,
    body: said ? nameOf(said.beneficiaryId) : '',
    kind: said?.kind ?? null,
    signedCents: said?.amountCents ?? null,
    printedCents: 'draft' in one && one.draft.lines.length > 0 ? one.draft.printedCents : null,
  };
}

function totalsOf(planned: readonly Planned[], unread: number) {
  const drafted = planned.flatMap((one) => ('draft' in one ? [one] : []));
  const count = (action: Planned['action']): number => planned.filter((one) => one.action === action).length;
  const sum = (of: (one: (typeof drafted)[number]) => number): number => drafted.reduce((total, one) => total + of(one), 0);
  return {
    create: count('create'),
    change: count('change'),
    nothing: count('nothing'),
    error: count('error') + unread,
    bodies: new Set(drafted.map(({ said }) => said.beneficiaryId)).size,
    rights: sum(({ draft }) => draft.services.length + draft.allowances.length),
    uses: sum(({ draft }) => draft.uses.length),
    certificates: sum(({ said }) => said.certificates.length),
    signedCents: sum(({ said }) => said.amountCents ?? 0),
    printedCents: sum(({ draft }) => draft.printedCents ?? 0),
    differing: drafted.filter(
      ({ said, draft }) => said.amountCents !== null && draft.printedCents !== null && said.amountCents !== draft.printedCents,
    ).length,
  };
}
