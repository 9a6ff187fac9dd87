// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { shortAmount } from '#ui/format/amount.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { comparePackages } from '../../contract.ts';

type Row = OutputOf<typeof comparePackages>['rows'][number];

/** The packages side by side, and what each service costs without any. */
export function Page() {
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(comparePackages, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const at = `/o/${organisation.slug}/mon-adhesion`;
  const columns: readonly Column<Row>[] = [
    { id: 'label', title: 'Prestation', value: ({ label }) => label, isName: true },
    ...data.packages.map(({ offer, label, yearlyCents }, index): Column<Row> => ({
      id: offer,
      title: `${label} (${yearlyCents === null ? 'sur devis' : `${shortAmount(yearlyCents)} par an`})`,
      value: ({ cells }) => cells[index]?.printed ?? 'Non',
      cell: ({ cells }) => (cells[index]?.isIncluded ? <strong>{cells[index].printed}</strong> : (cells[index]?.printed ?? 'Non')),
    })),
    { id: 'alone', title: 'À la carte, sans forfait', value: ({ alone }) => alone ?? 'Ne se vend pas seul' },
  ];
  return (
    <>
      <PageHeader
        title="Comparer les forfaits"
        lead={`Ce que chacun contient pour ${organisation.name}, et ce que coûterait chaque prestation achetée seule.`}
        trail={[
          { label: 'Mon adhésion', href: at },
          { label: 'Souscrire un forfait', href: `${at}/souscrire` },
        ]}
        actions={
          <Button component={HouseLink} href={`${at}/souscrire`}>
            Choisir
          </Button>
        }
      />
      {data.whyNot === null ? (
        <TableGrid caption="Forfaits et prix à la carte" columns={columns} rows={data.rows} rowKey={({ service }) => service} />
      ) : (
        <EmptyState title="Rien à comparer">{data.whyNot}</EmptyState>
      )}
    </>
  );
}
