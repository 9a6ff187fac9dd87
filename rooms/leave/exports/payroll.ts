// SPDX-License-Identifier: EUPL-1.2
/** The file of absences in the columns of the body's own payroll software. */
import { formatDayShort } from '#platform/calendar/french-days.ts';
import { writeCsv, type CsvCell } from '#platform/documents/csv.ts';
import type { Context } from '#platform/context.ts';
import type { FileAnswer } from '#platform/room.ts';
import type { payrollFields } from '../contract/statistics.ts';
import { nameOf } from '../counters/post-movements.ts';
import type { PayrollLayout, Tables } from '../tables.ts';
import { absenceLines, type AbsenceLine } from './absence-lines.ts';
import { sayHalf } from './exports.ts';

type Field = (typeof payrollFields)[number];

const column = (field: Field, title: string) => ({ field, title, text: '' });

/** What a body that set nothing hands over. */
const usual: PayrollLayout = {
  separator: ';',
  decimals: 'comma',
  days: 'french',
  codedOnly: false,
  columns: [
    column('number', 'Matricule'),
    column('familyName', 'Nom'),
    column('givenName', 'Prénom'),
    column('code', 'Code'),
    column('from', 'Du'),
    column('until', 'Au'),
    column('workedDays', 'Jours ouvrés'),
    column('hours', 'Heures'),
    column('calendarDays', 'Jours calendaires'),
    column('percent', 'Traitement (%)'),
  ],
};

/** The columns of the body, or the usual ones. */
export async function readPayrollLayout(ctx: Context<Tables>): Promise<PayrollLayout> {
  const row = await ctx.tx.selectFrom('leave.payroll_layout').selectAll().where('organisation_id', '=', ctx.organisation).executeTakeFirst();
  if (!row) return usual;
  const { separator, decimals, days, coded_only: codedOnly, columns } = row;
  return { separator, decimals, days, codedOnly, columns };
}

export async function changePayrollLayout(ctx: Context<Tables>, layout: PayrollLayout): Promise<void> {
  const kept = {
    separator: layout.separator,
    decimals: layout.decimals,
    days: layout.days,
    coded_only: layout.codedOnly,
    columns: JSON.stringify(layout.columns),
    changed_at: ctx.now().toString(),
    changed_by: nameOf(ctx),
  };
  await ctx.tx
    .insertInto('leave.payroll_layout')
    .values({ organisation_id: ctx.organisation, id: ctx.newId(), ...kept })
    .onConflict((conflict) => conflict.column('organisation_id').doUpdateSet(kept))
    .execute();
}

/** The absences granted between two days, as payroll reads them. */
export async function exportPayroll(ctx: Context<Tables>, asked: { from: string; until: string }): Promise<FileAnswer> {
  const layout = await readPayrollLayout(ctx);
  const lines = (await absenceLines(ctx, asked)).filter(({ kind }) => !layout.codedOnly || kind.code !== null);
  const content = writeCsv(
    layout.columns.map(({ title }) => title),
    lines.map((line) => layout.columns.map(({ field, text }) => cellOf(line, field, text, layout))),
    { separator: layout.separator === 'tab' ? '\t' : layout.separator, decimals: layout.decimals },
  );
  return { name: `paie-${asked.from}-${asked.until}.csv`, type: 'text/csv; charset=utf-8', content };
}

function cellOf({ agent, kind, ...line }: AbsenceLine, field: Field, text: string, { days }: PayrollLayout): CsvCell {
  const cells: Readonly<Record<Field, CsvCell>> = {
    number: agent.number,
    familyName: agent.familyName,
    givenName: agent.givenName,
    code: kind.code ?? kind.short,
    label: kind.label,
    from: writeDay(line.from, days),
    fromHalf: sayHalf(line.fromHalf),
    until: writeDay(line.until, days),
    untilHalf: sayHalf(line.untilHalf),
    workedDays: line.workedDays,
    hours: line.hours,
    calendarDays: line.calendarDays,
    percent: line.percent,
    waiting: line.isWaiting ? 1 : 0,
    fixed: text,
  };
  return cells[field];
}

function writeDay(day: Temporal.PlainDate, style: PayrollLayout['days']): string {
  if (style === 'iso') return day.toString();
  return style === 'french' ? formatDayShort(day) : day.toString().replaceAll('-', '');
}
