// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Text } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { amount, amountDifference, count } from '#ui/format/amount.ts';
import { day } from '#ui/format/day.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import {
  abandonRun,
  familyLabels,
  issueRun,
  kindLabels,
  listLiquidations,
  lockRun,
  readRun,
  runStatusLabels,
  recomputeRun,
  type FamilyName,
} from '../../contract.ts';
import { Figures } from '../figures.tsx';
import { AbsentPayers } from './absent-payers.tsx';
import { isUnderWay, RunWork, WorkFailure } from './run-work.tsx';

type Run = OutputOf<typeof readRun>;
type Row = RowOf<typeof listLiquidations>;

/** A run: what it would issue, what differs from last year, what must be put right. */
export function Page() {
  const { organisation } = usePlace();
  const { params } = useAddress();
  const id = params['run'] ?? '';
  const { data, error, refetch } = useEndpoint(readRun, { id });
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  const at = `/o/${organisation.slug}/facturation`;
  return (
    <>
      <PageHeader
        title={data ? `Campagne ${data.number}` : 'Campagne'}
        {...(data && {
          lead: `${data.title}, du ${day(data.fromOn)} au ${day(data.untilOn)}. Préparée par ${data.preparedName}${data.issuedName ? `, ${data.status === 'issued' ? 'émise' : 'émission demandée'} par ${data.issuedName}` : ''}.`,
        })}
        trail={[
          { label: 'Facturation', href: at },
          { label: 'Campagnes', href: `${at}/campagnes` },
        ]}
        {...(data && { actions: <Actions run={data} /> })}
      />
      {data && <WorkFailure run={data} />}
      {data && isUnderWay(data) && <RunWork key={data.status} run={data} />}
      {data ? data.status !== 'preparing' && <Preview run={data} at={at} /> : <PageSkeleton />}
    </>
  );
}

function Actions({ run }: { run: Run }) {
  const { may } = usePlace();
  const confirm = useConfirm();
  const fail = { onError: tellRefusal };
  const lock = useAct(lockRun, {
    done: ({ status }) => {
      if (status === 'locked') tellDone('Campagne verrouillée : une autre personne peut l’émettre.');
    },
  });
  const issue = useAct(issueRun, {
    done: ({ documents, status }) => {
      if (status === 'issued') tellDone(`${count('document émis', 'documents émis', documents)}.`);
    },
  });
  const compute = useAct(recomputeRun, {
    done: ({ status }) => {
      if (status === 'prepared') tellDone('Campagne recalculée.');
    },
  });
  const abandon = useAct(abandonRun, { done: () => tellDone('Campagne abandonnée : ce qu’elle portait reste à facturer.') });
  const hasFailed = run.status === 'preparing' && run.failure !== null;
  const isBusy = lock.isPending || issue.isPending || compute.isPending || abandon.isPending;
  return (
    <>
      {(run.status === 'prepared' || hasFailed) && may('billing.prepare') && (
        <Button variant="default" disabled={isBusy} loading={compute.isPending} onClick={() => compute.mutate({ id: run.id }, fail)}>
          Recalculer
        </Button>
      )}
      {run.status === 'prepared' && may('billing.prepare') && (
        <Button
          disabled={isBusy}
          loading={lock.isPending}
          onClick={async () => {
            const isSure = await confirm({
              title: 'Verrouiller la campagne',
              says: 'Ses montants ne se recalculeront plus. Un montant faux se corrigera par un avoir.',
              act: 'Verrouiller',
            });
            if (isSure) lock.mutate({ id: run.id }, fail);
          }}
        >
          Verrouiller
        </Button>
      )}
      {(run.status === 'prepared' || run.status === 'locked' || hasFailed) && may('billing.prepare') && (
        <Button
          variant="default"
          disabled={isBusy}
          onClick={async () => {
            const isSure = await confirm({
              title: 'Abandonner la campagne',
              says: 'Rien n’est émis ; ce qu’elle portait reste à facturer.',
              act: 'Abandonner',
              isDangerous: true,
            });
            if (isSure) abandon.mutate({ id: run.id, reason: 'Abandonnée avant émission' }, fail);
          }}
        >
          Abandonner
        </Button>
      )}
      {run.status === 'locked' && may('billing.issue') && run.maySettle && (
        <Button
          disabled={isBusy}
          loading={issue.isPending}
          onClick={async () => {
            const says = `${run.byKind.map(({ kind, documents }) => count(kindLabels[kind].toLowerCase(), kind === 'appel' ? 'appels de participation' : 'factures', documents)).join(' et ')}, ${amount(run.grossCents)} en tout. Un document émis ne change plus.`;
            if (await confirm({ title: 'Émettre les documents', says, act: 'Émettre' })) issue.mutate({ id: run.id }, fail);
          }}
        >
          Émettre les documents
        </Button>
      )}
    </>
  );
}

function Preview({ run, at }: { run: Run; at: string }) {
  return (
    <>
      <Figures
        figures={[
          { label: 'État', value: runStatusLabels[run.status], says: statusSays[run.status] },
          {
            label: 'Total à payer',
            value: amount(run.grossCents),
            says: `${count('payeur', 'payeurs', run.payers)}, ${run.vatCents === 0 ? 'sans TVA' : `dont ${amount(run.vatCents)} de TVA`}`,
          },
          {
            label: 'Écart avec l’an passé',
            value: run.previousCents === 0 ? '—' : amountDifference(run.netCents - run.previousCents),
            says:
              run.previousCents === 0 ? 'rien n’a été facturé l’an passé à ces payeurs' : `${amount(run.previousCents)} l’an passé aux mêmes payeurs`,
          },
          ...run.byFamily.slice(0, 3).map(({ family, lines, netCents }) => ({
            label: familyLabels[family as FamilyName],
            value: amount(netCents),
            says: count('ligne', 'lignes', lines),
          })),
        ]}
      />
      {run.withFaults > 0 && (
        <Alert color="red" mb="md" title={`${count('document ne peut', 'documents ne peuvent', run.withFaults)} pas être émis`}>
          Complétez les payeurs puis recalculez, ou écartez ces documents avec un motif.{' '}
          <HouseLink href={`${at}/campagnes/${run.id}?state=fault`}>Les voir</HouseLink>
        </Alert>
      )}
      {run.missingMentions.length > 0 && (
        <Alert color="orange" mb="md" title="Mentions obligatoires à compléter avant d’émettre">
          Une facture les porte (CGI, ann. II, art. 242 nonies A, I) ; sans elles, son Factur-X peut être refusé.
          <ul>
            {run.missingMentions.map((mention) => (
              <li key={mention}>{mention}</li>
            ))}
          </ul>
          <HouseLink href={`${at}/reglages`}>Réglages</HouseLink> · <HouseLink href={`${at}/payeurs`}>Payeurs</HouseLink>
        </Alert>
      )}
      {run.status === 'locked' && !run.maySettle && (
        <Alert color="blue" mb="md" title="En attente d’une autre personne">
          Vous avez préparé cette campagne : quelqu’un d’autre doit l’émettre.
        </Alert>
      )}
      {(run.status === 'prepared' || run.status === 'locked') && <AbsentPayers run={run.id} at={at} />}
      <DataTable
        endpoint={listLiquidations}
        input={{ id: run.id }}
        caption="Documents de la campagne"
        columns={columnsOf(run, at)}
        rowKey={(row) => row.id}
        searchLabel="Chercher un payeur"
        filters={[
          {
            name: 'kind',
            label: 'Nature',
            options: [
              { value: 'appel', label: 'Appels' },
              { value: 'facture', label: 'Factures' },
            ],
          },
          {
            name: 'state',
            label: 'À regarder',
            options: [
              { value: 'fault', label: 'Ne peuvent pas être émis' },
              { value: 'changed', label: 'Changent depuis l’an passé' },
              { value: 'new', label: 'Nouveaux' },
              { value: 'excluded', label: 'Écartés' },
            ],
          },
        ]}
        exportName={`campagne-${run.number}`}
        empty={
          <EmptyState title="Rien à facturer">
            Aucune convention ni aucune commande ne doit quelque chose sur cette période qui ne soit déjà facturé.
          </EmptyState>
        }
      />
    </>
  );
}

/** What comes next, for whoever reads a run for the first time. */
const statusSays: Readonly<Record<Run['status'], string>> = {
  preparing: 'le calcul est en cours',
  prepared: 'rien n’est émis : vérifiez, puis verrouillez',
  locking: 'les totaux sont vérifiés un à un',
  locked: 'ses montants ne changent plus ; une autre personne émet',
  issuing: 'tous les documents ensemble, ou aucun',
  issued: 'un montant faux se corrige par un avoir',
  abandoned: 'ce qu’elle portait reste à facturer',
};

function columnsOf(run: Run, at: string): readonly Column<Row>[] {
  const columns: readonly Column<Row>[] = [
    {
      id: 'payer',
      title: 'Payeur',
      value: (row) => row.payer,
      isSortable: true,
      isName: true,
      cell: (row) => <HouseLink href={`${at}/campagnes/${run.id}/${row.id}`}>{row.payer}</HouseLink>,
    },
    { id: 'kind', title: 'Nature', value: (row) => kindLabels[row.kind] },
    { id: 'lines', title: 'Lignes', kind: 'number', value: (row) => row.lines },
    { id: 'netCents', title: 'HT ou net', kind: 'amount', value: (row) => row.netCents, isSortable: true },
    { id: 'grossCents', title: 'Total', kind: 'amount', value: (row) => row.grossCents, isSortable: true },
    { id: 'previous', title: 'L’an passé', kind: 'amount', value: (row) => row.previousCents },
    {
      id: 'gap',
      title: 'Écart',
      kind: 'amount',
      value: (row) => (row.previousCents === null ? null : row.netCents - row.previousCents),
      isSortable: true,
      cell: (row) => (row.previousCents === null ? 'nouveau' : amountDifference(row.netCents - row.previousCents)),
    },
    {
      id: 'faults',
      title: 'À corriger',
      value: (row) => row.excludedReason ?? row.faults.join(' '),
      cell: (row) =>
        row.excludedReason ? (
          <Text size="sm">Écarté : {row.excludedReason}</Text>
        ) : row.faults.length > 0 ? (
          <Text size="sm" c="var(--danger-text)">
            {row.faults.join(' ')}
          </Text>
        ) : (
          '—'
        ),
    },
  ];
  // What was issued has nothing left to put right.
  return run.status === 'issued' ? columns.filter(({ id }) => id !== 'faults') : columns;
}
