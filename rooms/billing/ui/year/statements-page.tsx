// SPDX-License-Identifier: EUPL-1.2
import { Button, NativeSelect, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { hrefOf } from '#ui/api/call.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { amount, count } from '#ui/format/amount.ts';
import { day, today } from '#ui/format/day.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Section, Sections } from '#ui/parts/section.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { exportAccruals, exportDocuments, exportLines, exportVat, readAccruals, readRemaining, readVat } from '../../contract.ts';
import { vatWords } from '../words.tsx';

type Vat = OutputOf<typeof readVat>['totals'][number];
type Remaining = OutputOf<typeof readRemaining>['rows'][number];
type Deferred = OutputOf<typeof readAccruals>['deferred'][number];
type ToReceive = OutputOf<typeof readAccruals>['toReceive'][number];

/** Statements of the year end: VAT, what is left to collect, what accounts carry over. */
export function Page() {
  const { organisation } = usePlace();
  const { query, setQuery } = useAddress();
  const now = Number(today().slice(0, 4));
  const year = Number(query['annee'] ?? now);
  const file = (href: string, label: string) => (
    <Button component="a" href={href} variant="default" leftSection={<IconDownload size={18} aria-hidden />}>
      {label}
    </Button>
  );
  return (
    <>
      <PageHeader
        title="États de fin d’année"
        lead="Ce que le comptable demande à la clôture : TVA, restes à recouvrer, rattachements."
        trail={[{ label: 'Facturation', href: `/o/${organisation.slug}/facturation` }]}
        actions={
          <>
            {file(hrefOf(exportDocuments, { year: String(year) }, organisation.slug), 'Documents (CSV)')}
            {file(hrefOf(exportLines, { year: String(year) }, organisation.slug), 'Lignes (CSV)')}
            {file(hrefOf(exportVat, { year: String(year) }, organisation.slug), 'TVA (CSV)')}
            {file(hrefOf(exportAccruals, { year: String(year) }, organisation.slug), 'Rattachements (CSV)')}
          </>
        }
      />
      <NativeSelect
        label="Année"
        w="10rem"
        mb="lg"
        value={String(year)}
        onChange={(event) => setQuery({ annee: event.currentTarget.value })}
        data={[now + 1, now, now - 1, now - 2].map(String)}
      />
      <Sections>
        <VatStatement year={year} />
        <RemainingStatement />
        <Accruals year={year} />
      </Sections>
    </>
  );
}

const vatColumns: readonly Column<Vat>[] = [
  { id: 'kind', title: 'Nature', value: (row) => (row.kind === 'appel' ? 'Appels de participation' : 'Factures'), isName: true },
  { id: 'regime', title: 'Régime', value: (row) => vatWords(row.code, row.rateBasisPoints) },
  { id: 'documents', title: 'Documents', kind: 'number', value: (row) => row.documents },
  { id: 'base', title: 'Base hors taxes', kind: 'amount', value: (row) => row.baseCents },
  { id: 'vat', title: 'TVA', kind: 'amount', value: (row) => row.vatCents },
];

function VatStatement({ year }: { year: number }) {
  const { data, error, refetch } = useEndpoint(readVat, { year: String(year) });
  return (
    <Section title="État de TVA" isWide>
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={3} />}
      {data?.totals.length === 0 && <p>Aucun document émis en {year}.</p>}
      {data && data.totals.length > 0 && (
        <TableGrid
          caption={`Bases et TVA de ${year}, avoirs déduits`}
          columns={vatColumns}
          rows={data.totals}
          rowKey={(row) => `${row.kind} ${row.code} ${row.rateBasisPoints}`}
        />
      )}
    </Section>
  );
}

const remainingColumns: readonly Column<Remaining>[] = [
  { id: 'year', title: 'Émis en', value: (row) => String(row.year), isName: true },
  { id: 'documents', title: 'Documents', kind: 'number', value: (row) => row.documents },
  { id: 'notDue', title: 'À échoir', kind: 'amount', value: (row) => row.notDueCents },
  { id: 'to30', title: 'Moins de 30 jours', kind: 'amount', value: (row) => row.to30Cents },
  { id: 'to90', title: '30 à 90 jours', kind: 'amount', value: (row) => row.to90Cents },
  { id: 'beyond', title: 'Plus de 90 jours', kind: 'amount', value: (row) => row.beyondCents },
  { id: 'contested', title: 'Dont contesté', kind: 'amount', value: (row) => row.contestedCents },
  { id: 'rest', title: 'Reste', kind: 'amount', value: (row) => row.restCents },
];

function RemainingStatement() {
  const { query, setQuery } = useAddress();
  const { data, error, refetch } = useEndpoint(readRemaining, query['au'] ? { on: query['au'] } : {});
  return (
    <Section title="Restes à recouvrer" isWide>
      <DayInput
        w="12rem"
        mb="sm"
        label="Arrêtés au"
        value={query['au'] ?? null}
        onChange={(on) => setQuery({ au: on ?? undefined })}
        placeholder="Aujourd’hui"
      />
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={3} />}
      {data && (
        <>
          <p>
            Au {day(data.on)}, il reste <strong>{amount(data.restCents)}</strong> à recouvrer. Chaque échéance d’un appel a son ancienneté ; un
            versement solde d’abord la plus ancienne.
          </p>
          {data.rows.length > 0 && (
            <TableGrid caption="Restes par exercice et ancienneté" columns={remainingColumns} rows={data.rows} rowKey={(row) => String(row.year)} />
          )}
        </>
      )}
    </Section>
  );
}

const deferredColumns: readonly Column<Deferred>[] = [
  { id: 'number', title: 'Document', kind: 'reference', value: (row) => row.number, isName: true },
  { id: 'payer', title: 'Payeur', value: (row) => row.payer },
  { id: 'label', title: 'Ligne', value: (row) => row.label },
  { id: 'until', title: 'Servi jusqu’au', kind: 'day', value: (row) => row.until },
  { id: 'net', title: 'Facturé', kind: 'amount', value: (row) => row.netCents },
  { id: 'deferred', title: 'D’avance', kind: 'amount', value: (row) => row.deferredCents },
];
const toReceiveColumns: readonly Column<ToReceive & { key: string }>[] = [
  { id: 'payer', title: 'Payeur', value: (row) => row.payer, isName: true },
  { id: 'label', title: 'Ce qui est dû', value: (row) => row.label },
  { id: 'says', title: 'Précision', value: (row) => row.says },
  { id: 'net', title: 'Montant', kind: 'amount', value: (row) => row.netCents },
];

function Accruals({ year }: { year: number }) {
  const { data, error, refetch } = useEndpoint(readAccruals, { year: String(year) });
  return (
    <Section title="Rattachements" isWide>
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={4} />}
      {data && (
        <>
          <p>
            Produits constatés d’avance au 31 décembre {year} : <strong>{amount(data.deferredCents)}</strong>. Produits à recevoir, dus et non
            facturés : <strong>{amount(data.toReceiveCents)}</strong>. La part d’avance d’une ligne est celle des jours de sa période qui suivent la
            clôture.
          </p>
          {data.deferred.length > 0 && (
            <>
              <Title order={3} size="h5" mb="xs">
                Produits constatés d’avance
              </Title>
              <TableGrid
                caption="Produits constatés d’avance"
                columns={deferredColumns}
                rows={data.deferred}
                rowKey={(row) => `${row.documentId} ${row.label} ${row.from}`}
              />
              <Rest of={data.deferredCount - data.deferred.length} />
            </>
          )}
          {data.toReceive.length > 0 && (
            <>
              <Title order={3} size="h5" mt="md" mb="xs">
                Produits à recevoir
              </Title>
              <TableGrid
                caption="Produits à recevoir"
                columns={toReceiveColumns}
                rows={data.toReceive.map((row, at) => ({ ...row, key: `${row.payer} ${row.label} ${at}` }))}
                rowKey={(row) => row.key}
              />
              <Rest of={data.toReceiveCount - data.toReceive.length} />
            </>
          )}
        </>
      )}
    </Section>
  );
}

/** What a screen does not hold is in the file. */
function Rest({ of: left }: { of: number }) {
  if (left === 0) return null;
  return (
    <Text size="sm" mt="xs">
      Les plus grandes seulement : {count('autre ligne est', 'autres lignes sont', left)} dans le fichier des rattachements.
    </Text>
  );
}
