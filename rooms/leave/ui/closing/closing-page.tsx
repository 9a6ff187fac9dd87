// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, NativeSelect } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { instant, today } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { prepareClosing } from '../../contract.ts';
import { RoomTabs } from '../room-tabs.tsx';
import { CloseYear } from './close-year.tsx';
import type { Closing } from './closing.ts';
import { ClosingReport } from './closing-report.tsx';
import classes from '../manage/manage.module.css';

/** What becomes of each agent's rest when a year is closed; once it is, the report of it. */
export function Page() {
  const { query, setQuery } = useAddress();
  const thisYear = Number(today().slice(0, 4));
  const year = /^\d{4}$/.test(query['an'] ?? '') ? Number(query['an']) : thisYear - 1;
  const { data, error, refetch } = useEndpoint(prepareClosing, { year });
  return (
    <>
      <PageHeader
        title={`Clôture de l’année ${year}`}
        tab="Clôture de l’année"
        lead={
          data?.closedAt
            ? `Close le ${instant(data.closedAt)} par ${data.closedBy ?? ''}.`
            : 'Ce qui reste à chaque agent est reporté, épargné ou perdu. Rien ne change tant que vous n’avez pas clos l’année.'
        }
        actions={
          data?.closedAt && (
            <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
              Imprimer le rapport
            </Button>
          )
        }
      />
      <RoomTabs />
      <div style={{ maxWidth: '14rem', marginBottom: '1.25rem' }} data-no-print>
        <NativeSelect
          label="Année"
          value={String(year)}
          onChange={(event) => setQuery({ an: event.currentTarget.value })}
          data={[thisYear, thisYear - 1, thisYear - 2, thisYear - 3].map(String)}
        />
      </div>
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={8} />}
      {data && <Closing closing={data} thisYear={thisYear} />}
    </>
  );
}

function Closing({ closing, thisYear }: { closing: Closing; thisYear: number }) {
  const { organisation, holds } = usePlace();
  if (closing.lines.length === 0)
    return <EmptyState title={`Rien à clore en ${closing.year}`}>Aucun compteur n’a été tenu ici cette année-là.</EmptyState>;
  if (closing.closedAt) return <ClosingReport closing={closing} />;
  return (
    <>
      {closing.year >= thisYear && (
        <Alert color="blue" mb="md">
          L’année {closing.year} n’est pas finie : voici ce que donnerait sa clôture aujourd’hui. Elle se clôt à partir du 1er janvier{' '}
          {closing.year + 1}.
        </Alert>
      )}
      {closing.waiting > 0 && (
        <Alert color="yellow" mb="md">
          {count('demande attend', 'demandes attendent', closing.waiting)} encore une réponse :{' '}
          <HouseLink href={`/o/${organisation.slug}/conges/absences?status=requested`}>répondez-y</HouseLink> avant de clore.
        </Alert>
      )}
      {closing.year < thisYear && holds('conges') ? <CloseYear key={closing.digest} closing={closing} /> : <ClosingReport closing={closing} />}
      <p className={classes.note}>
        Le report autorisé se décide dans les règles de la collectivité ; ce qu’une maladie ou un congé familial a empêché de prendre est gardé de
        droit.
        {closing.lines.some(({ maySave }) => maySave) &&
          ' Sur un compte épargne-temps vont les congés de qui en a pris au moins quatre semaines dans l’année, et les RTT, par jours entiers.'}
      </p>
    </>
  );
}
