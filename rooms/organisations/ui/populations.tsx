// SPDX-License-Identifier: EUPL-1.2
import { wholeNumber } from '#ui/format/amount.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import type { Column } from '#ui/tables/columns.ts';
import type { BodyPage } from '../contract.ts';
import classes from './body-page.module.css';
import { Section } from '#ui/parts/section.tsx';
import { figureNames, inhabitants } from './words.ts';

type Figure = { key: keyof typeof figureNames; value: number; vintage: string };

const columns: readonly Column<Figure>[] = [
  { id: 'figure', title: 'Chiffre', value: (row) => figureNames[row.key], isName: true },
  { id: 'value', title: 'Habitants', kind: 'number', value: (row) => row.value },
  { id: 'vintage', title: 'Millésime', value: (row) => row.vintage },
];

/** Each population figure apart, with its vintage; for a body without any, that of the territory that it serves. */
export function Populations({ body }: { body: BodyPage }) {
  const figures = (Object.keys(figureNames) as Figure['key'][]) // the keys of a constant
    .flatMap((key): Figure[] => {
      const figure = body.population[key];
      return figure ? [{ key, ...figure }] : [];
    });
  return (
    <Section title="Population">
      {figures.length > 0 && <TableGrid caption="Chiffres de population" columns={columns} rows={figures} rowKey={(row) => row.key} />}
      {figures.length === 0 && <p className={classes.note}>{servedWords(body)}</p>}
      {figures.length > 1 && (
        <p className={classes.note}>Ces chiffres diffèrent : un devis dit lequel il retient, et le garde quels que soient les suivants.</p>
      )}
    </Section>
  );
}

function servedWords({ serves }: BodyPage): string {
  const known = serves.map(({ population }) => inhabitants(population));
  if (known.length === 0) return 'Aucune population connue : le prix sera sur devis partout où elle décide.';
  const total = known.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  if (known.includes(null)) return 'La population d’une collectivité desservie est inconnue : le total ne peut pas être fait.';
  return `Celle du territoire desservi : ${wholeNumber(total)} habitants (population totale de ${known.length === 1 ? 'la collectivité' : `${known.length} collectivités`}).`;
}
