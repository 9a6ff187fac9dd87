// SPDX-License-Identifier: EUPL-1.2
import { join } from 'node:path';
import type { Context } from '#platform/context.ts';
import { makePdf } from '#platform/documents/make-pdf.ts';
import { inContext } from '#platform/make-context.ts';
import type { FileAnswer } from '#platform/room.ts';
import { letterheadOf } from '#rooms/organisations/api.ts';
import { partTitles, type Report } from '../contract.ts';
import type { Tables } from '../tables.ts';
import { moreWords, periodWords } from './mail-report.ts';
import { isShort, partsOfOnePage, withDay } from './parts-of.ts';
import { readReport } from './read-reports.ts';

type Ctx = Context<Tables>;

/** A report on one page, accessible (PDF/UA-1), under the operator's head. The same report gives the same bytes. */
export async function printReport(ctx: Ctx, input: { week: string; body?: string | undefined }): Promise<FileAnswer> {
  const entry = { actor: ctx.actor, organisation: ctx.organisation, requestId: ctx.requestId, readOnly: true };
  const { report, operator, at } = await inContext<Tables, { report: Report; operator: string; at: string }>(ctx.house, entry, async (inside) => {
    const read = await readReport(inside, input);
    const row = await inside.tx
      .selectFrom('reports.weekly')
      .select(['operator_id', 'made_at'])
      .where('organisation_id', '=', read.body.id)
      .where('week', '=', input.week)
      .executeTakeFirstOrThrow();
    return { report: read, operator: row.operator_id, at: row.made_at };
  });
  const letterhead = await inContext<Tables, Awaited<ReturnType<typeof letterheadOf>>>(ctx.house, { ...entry, organisation: operator }, (inside) =>
    letterheadOf(inside, ['Rapport hebdomadaire']),
  );
  const content = await pdfOf(report, letterhead, Temporal.Instant.from(at));
  return { name: `rapport-${report.body.slug}-${report.week}.pdf`, type: 'application/pdf', content, inline: true };
}

/** The page itself. */
export function pdfOf(report: Report, letterhead: Awaited<ReturnType<typeof letterheadOf>>, at: Temporal.Instant): Promise<Uint8Array> {
  const period = periodWords({ from: report.fromOn, to: report.toOn });
  const parts = partsOfOnePage(report.lines.map((line) => ({ ...line, says: withDay({ ...line, dueOn: line.dueOn }) })));
  return makePdf({
    template: join(import.meta.dirname, 'report.typ'),
    title: `${report.body.name} : semaine ${period}`,
    letterhead,
    standard: 'ua-1',
    at,
    footer: `${report.body.name}, semaine ${period}`,
    data: {
      tone: report.tone,
      summary: report.summary,
      isShort: isShort(parts),
      parts: parts.map(({ part, shown, more }) => ({
        title: partTitles[part],
        lines: [...shown.map((line) => ({ says: line.says, tone: line.tone })), ...(more > 0 ? [{ says: moreWords(more), tone: 'plain' }] : [])],
      })),
    },
  });
}
