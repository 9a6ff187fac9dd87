// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Group } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct } from '#ui/api/use-endpoint.ts';
import { tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { useSelection } from '#ui/tables/selection.ts';
import { excludeFromCampaign, listCampaignLines, type readCampaign } from '../../contract.ts';

type Row = RowOf<typeof listCampaignLines>;

const verdicts = { priced: '', 'on-quote': 'Passe sur devis', impossible: 'Sans prix', 'not-that-day': 'Commence plus tard' } as const;
const answers = { agreed: 'Accord', refused: 'Refus' } as const;
const outcomes = { applied: 'Avenant écrit', kept: 'Inchangée' } as const;

function stateOf(row: Row): string {
  if (row.outcome) return outcomes[row.outcome];
  if (row.answer) return answers[row.answer];
  if (row.exclusion) return `Écartée : ${row.exclusion}`;
  return row.letterNumber ? 'Réponse attendue' : verdicts[row.verdict];
}

/** The dry run, convention by convention. */
export function CampaignLines({ campaign, exclude }: { campaign: OutputOf<typeof readCampaign>; exclude: (lines: string[]) => void }) {
  const { organisation, may } = usePlace();
  const chosen = useSelection();
  const takeBack = useAct(excludeFromCampaign, { done: chosen.clear });
  const isDraft = campaign.status === 'draft' && may('adhesions.conclude');
  const columns: readonly Column<Row>[] = [
    {
      id: 'name',
      title: 'Collectivité',
      value: (row) => row.name,
      isName: true,
      isSortable: true,
      cell: (row) => <HouseLink href={`/o/${organisation.slug}/campagnes/${campaign.id}/lignes/${row.id}`}>{row.name}</HouseLink>,
    },
    { id: 'convention', title: 'Convention', value: (row) => row.convention, isSortable: true },
    { id: 'before', title: 'Aujourd’hui', kind: 'amount', value: (row) => row.beforeCents, isSortable: true },
    { id: 'after', title: 'Proposé', kind: 'amount', value: (row) => row.afterCents ?? 'sur devis', isSortable: true },
    { id: 'difference', title: 'Écart', kind: 'amount', value: (row) => row.differenceCents, isSortable: true },
    {
      id: 'rights',
      title: 'Services',
      value: (row) => [row.gained > 0 && `+${row.gained}`, row.lost > 0 && `−${row.lost}`].filter(Boolean).join(' '),
    },
    {
      id: 'state',
      title: 'État',
      value: stateOf,
      cell: (row) => (stateOf(row) === '' ? '—' : <Badge variant="light" color={row.outcome === 'applied' || row.answer === 'agreed' ? 'green' : 'gray'}>{stateOf(row)}</Badge>), // prettier-ignore
    },
    { id: 'letter', title: 'Lettre', value: (row) => row.letterNumber, isOptional: true },
  ];
  const keys = [...chosen.keys];
  return (
    <>
      {isDraft && (
        <Group mb="sm" data-no-print>
          <Button variant="default" disabled={keys.length === 0} onClick={() => exclude(keys)}>
            Écarter{keys.length > 0 ? ` (${keys.length})` : ''}
          </Button>
          <Button
            variant="default"
            disabled={keys.length === 0}
            loading={takeBack.isPending}
            onClick={() => takeBack.mutate({ id: campaign.id, lines: keys, reason: null }, { onError: tellRefusal })}
          >
            Remettre
          </Button>
        </Group>
      )}
      <DataTable
        endpoint={listCampaignLines}
        input={{ id: campaign.id }}
        caption="Essai à blanc"
        columns={columns}
        rowKey={(row) => row.id}
        searchLabel="Chercher une collectivité, un numéro"
        filters={[
          {
            name: 'only',
            label: 'Montrer',
            options: [
              { value: 'more', label: 'Celles qui paieraient plus' },
              { value: 'less', label: 'Celles qui paieraient moins' },
              { value: 'same', label: 'Celles dont le prix ne change pas' },
              { value: 'unpriced', label: 'Celles qui n’ont plus de prix imprimé' },
              { value: 'loses', label: 'Celles qui perdent un service' },
              { value: 'gains', label: 'Celles qui gagnent un service' },
              { value: 'excluded', label: 'Les écartées' },
              { value: 'agreed', label: 'Celles qui ont accepté' },
              { value: 'refused', label: 'Celles qui ont refusé' },
              { value: 'waiting', label: 'Celles dont on attend la réponse' },
            ],
          },
        ]}
        {...(isDraft && { selection: chosen })}
        empty={<EmptyState title="Aucune convention">Aucune convention n’est sous l’édition de départ ce jour-là.</EmptyState>}
      />
    </>
  );
}
