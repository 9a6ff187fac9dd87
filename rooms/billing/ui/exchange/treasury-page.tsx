// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Group } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { hrefOf } from '#ui/api/call.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { amount, count } from '#ui/format/amount.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { Section, Sections } from '#ui/parts/section.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { downloadFile, listFiles, listReturns, listWaiting, readExchange, remakeFile, withdrawFile } from '../../contract.ts';
import { Figures } from '../figures.tsx';
import classes from './exchange.module.css';
import { MakeFile } from './make-file.tsx';

type File = OutputOf<typeof listFiles>['rows'][number];
type Waiting = OutputOf<typeof listWaiting>['rows'][number];

const kindLabels = { appel: 'Appel', facture: 'Facture', avoir: 'Avoir' } as const;
const waitingColumns = (at: string): readonly Column<Waiting>[] => [
  {
    id: 'number',
    title: 'Document',
    kind: 'reference',
    isName: true,
    value: (row) => row.number,
    cell: (row) => <HouseLink href={`${at}/documents/${row.id}`}>{row.number}</HouseLink>,
  },
  { id: 'kind', title: 'Nature', value: (row) => kindLabels[row.kind] },
  { id: 'payer', title: 'Payeur', value: (row) => row.payer },
  { id: 'issuedOn', title: 'Émis le', kind: 'day', value: (row) => row.issuedOn },
  { id: 'gross', title: 'Montant', kind: 'amount', value: (row) => row.grossCents },
];

/** What leaves for the Treasury or the finance software, and what has come back. */
export function Page() {
  const { organisation, may } = usePlace();
  const { data, error, refetch } = useEndpoint(readExchange, {});
  const waiting = useEndpoint(listWaiting, { page: 1, size: 25 });
  const files = useEndpoint(listFiles, { page: 1, size: 25 });
  const returns = useEndpoint(listReturns, { page: 1, size: 1 });
  const at = `/o/${organisation.slug}/facturation`;
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const isPes = data.settings.mode === 'B';
  return (
    <>
      <PageHeader
        title="Trésorerie"
        lead={
          isPes
            ? 'Mode B : les titres sont numérotés ici, et partent à Hélios dans un fichier PES.'
            : 'Mode A : le logiciel de finances reprend un fichier de liquidation, numérote les titres et répond par fichier.'
        }
        trail={[{ label: 'Facturation', href: at }]}
        actions={
          <Group gap="xs">
            {may('billing.follow-payments') && (
              <Button component={HouseLink} href={`${at}/tresorerie/retours/nouveau`}>
                Importer un retour
              </Button>
            )}
            {may('billing.set-up') && (
              <Button component={HouseLink} href={`${at}/tresorerie/reglages`} variant="default">
                Régler les échanges
              </Button>
            )}
          </Group>
        }
      />
      <Figures
        figures={[
          {
            label: 'À transmettre',
            value: data.waiting === 0 ? 'rien' : count('document', 'documents', data.waiting),
            says: data.waiting > 0 && amount(data.waitingCents),
          },
          {
            label: 'En quarantaine',
            value: data.quarantine === 0 ? 'rien' : count('élément', 'éléments', data.quarantine),
            tone: data.quarantine > 0 ? 'danger' : undefined,
            says: <HouseLink href={`${at}/tresorerie/quarantaine`}>Examiner la quarantaine</HouseLink>,
          },
          {
            label: 'Retours reçus',
            value: returns.data ? count('fichier', 'fichiers', returns.data.total) : '…',
            says: <HouseLink href={`${at}/tresorerie/retours`}>Voir les retours</HouseLink>,
          },
        ]}
      />
      <Sections>
        {data.waiting > 0 && (
          <Section title="À transmettre" isWide>
            {may('billing.follow-payments') && <MakeFile isPes={isPes} />}
            {waiting.data && (
              <TableGrid caption="Documents à transmettre" columns={waitingColumns(at)} rows={waiting.data.rows} rowKey={(row) => row.id} />
            )}
            {waiting.data && waiting.data.total > 25 && <p>Les 25 premiers sur {waiting.data.total.toLocaleString('fr-FR')}.</p>}
          </Section>
        )}
        <Section title="Fichiers créés" isWide>
          {files.data?.rows.length === 0 && <p>Aucun fichier n’a encore été créé.</p>}
          {files.data && files.data.rows.length > 0 && <Files rows={files.data.rows} />}
        </Section>
      </Sections>
    </>
  );
}

function Files({ rows }: { rows: readonly File[] }) {
  const { organisation, may } = usePlace();
  const confirm = useConfirm();
  const withdraw = useAct(withdrawFile, { done: () => tellDone('Fichier annulé : ses documents attendent de nouveau.') });
  const remake = useAct(remakeFile, { done: () => tellDone('Fichier refait, avec les mêmes numéros de titre.') });
  const askWithdraw = async ({ id, name }: File): Promise<void> => {
    const says = 'À faire seulement si le logiciel de finances ne l’a pas repris : ses documents partiront dans le prochain fichier.';
    if (await confirm({ title: `Annuler ${name} ?`, says, act: 'Annuler le fichier', isDangerous: true }))
      withdraw.mutate({ id }, { onError: tellRefusal });
  };
  return (
    <TableGrid
      caption="Fichiers créés"
      columns={fileColumns}
      rows={rows}
      rowKey={(row) => row.id}
      rowActions={(row) => (
        <Group gap="xs" wrap="nowrap">
          <Button
            component="a"
            size="compact-sm"
            variant="default"
            href={hrefOf(downloadFile, { id: row.id }, organisation.slug)}
            aria-label={`Télécharger ${row.name}`}
          >
            Télécharger
          </Button>
          {may('billing.follow-payments') && !row.isWithdrawn && row.form === 'liquidation' && row.answered === 0 && (
            <Button size="compact-sm" variant="subtle" color="red" onClick={() => void askWithdraw(row)} aria-label={`Annuler ${row.name}`}>
              Annuler
            </Button>
          )}
          {may('billing.follow-payments') && row.form === 'pes' && (
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => remake.mutate({ id: row.id }, { onError: tellRefusal })}
              aria-label={`Refaire ${row.name}`}
            >
              Refaire
            </Button>
          )}
        </Group>
      )}
    />
  );
}

const fileColumns: readonly Column<File>[] = [
  { id: 'name', title: 'Fichier', isName: true, value: (row) => row.name, cell: (row) => <span className={classes.name}>{row.name}</span> },
  {
    id: 'form',
    title: 'Forme',
    value: (row) => (row.form === 'pes' ? 'PES' : 'Liquidation'),
    cell: (row) => (
      <Group gap="xs">
        {row.form === 'pes' ? 'PES' : 'Liquidation'}
        {row.form === 'pes' && <Badge color="orange">non signé</Badge>}
        {row.isWithdrawn && <Badge color="gray">annulé</Badge>}
      </Group>
    ),
  },
  { id: 'documents', title: 'Documents', kind: 'number', value: (row) => row.documents },
  { id: 'answered', title: 'Titrés', kind: 'number', value: (row) => row.answered },
  { id: 'total', title: 'Montant', kind: 'amount', value: (row) => row.totalCents },
  { id: 'sentAt', title: 'Créé le', kind: 'instant', value: (row) => row.sentAt },
  { id: 'sentBy', title: 'Par', value: (row) => row.sentBy },
];
