// SPDX-License-Identifier: EUPL-1.2
import { Box } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { wholeNumber } from '#ui/format/amount.ts';
import { Section, Sections } from '#ui/parts/section.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { absentPayers } from '../../contract.ts';

type Absent = OutputOf<typeof absentPayers>['rows'][number];

const columns = (at: string): readonly Column<Absent>[] => [
  {
    id: 'payer',
    title: 'Payeur',
    isName: true,
    value: (row) => row.payer,
    cell: (row) => <HouseLink href={`${at}/payeurs/${row.payerId}`}>{row.payer}</HouseLink>,
  },
  { id: 'label', title: 'Facturé l’an passé', value: (row) => row.label },
  { id: 'until', title: 'Servi jusqu’au', kind: 'day', value: (row) => row.until },
  { id: 'previous', title: 'Montant', kind: 'amount', value: (row) => row.previousCents },
];

/** Whom the run leaves out although last year billed them: before it is locked, somebody looks at why. */
export function AbsentPayers({ run, at }: { run: string; at: string }) {
  const { data } = useEndpoint(absentPayers, { id: run });
  if (!data || data.rows.length === 0) return null;
  return (
    <Box mb="lg">
      <Sections>
        <Section title="Facturés l’an passé, absents de cette campagne" isWide>
          <p>Leur convention est arrivée à son terme, ou n’est pas encore renouvelée. Vérifiez-le avant de verrouiller.</p>
          {data.total > data.rows.length && (
            <p>
              Ils sont {wholeNumber(data.total)} : voici les {data.rows.length} plus grands.
            </p>
          )}
          <TableGrid caption="Payeurs absents" columns={columns(at)} rows={data.rows} rowKey={(row) => row.payerId} />
        </Section>
      </Sections>
    </Box>
  );
}
