// SPDX-License-Identifier: EUPL-1.2
import { Alert, Badge, Button, Radio, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { count } from '#ui/format/amount.ts';
import { instant } from '#ui/format/day.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { applyChange, changeWords, listChanges, previewChange, proposeChange } from '../../contract.ts';

type Change = OutputOf<typeof listChanges>['rows'][number];
type Preview = OutputOf<typeof previewChange>;
type Step = Preview['steps'][number];

const actions = { transfer: 'Continue', end: 'Prend fin', choose: 'À choisir', leave: 'À reprendre' } as const;

const changeColumns: readonly Column<Change>[] = [
  { id: 'name', title: 'Collectivité', value: (row) => row.name, isName: true },
  { id: 'kind', title: 'Changement', value: (row) => changeWords[row.kind] },
  { id: 'on', title: 'Au', kind: 'day', value: (row) => row.on },
  { id: 'says', title: 'Ce que dit le registre', value: (row) => row.says },
  { id: 'conventions', title: 'Conventions', kind: 'number', value: (row) => row.conventions },
];

const stepColumns: readonly Column<Step>[] = [
  { id: 'number', title: 'Convention', value: (row) => row.number, isName: true },
  { id: 'beneficiary', title: 'Pour', value: (row) => row.beneficiary },
  { id: 'payer', title: 'Payée par', value: (row) => row.payer },
  { id: 'action', title: 'Suite', value: (row) => actions[row.action], cell: (row) => <Badge variant="light">{actions[row.action]}</Badge> },
  { id: 'says', title: 'Explication', value: (row) => row.says },
];

/** Mergers, dissolutions and moves of the register that conventions do not say yet. */
export function Page() {
  const [shown, setShown] = useState<Change | null>(null);
  const { data, error, refetch } = useEndpoint(listChanges, {});
  return (
    <>
      <PageHeader
        title="Fusions"
        lead="Ce que le registre dit des collectivités, et que leurs conventions ne disent pas encore. Rien d’antérieur n’est récrit."
      />
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={3} />}
      {data?.rows.length === 0 && (
        <EmptyState title="Rien n’attend">Aucune fusion, dissolution ni changement d’EPCI ne concerne une convention en cours.</EmptyState>
      )}
      {data && data.rows.length > 0 && (
        <TableGrid
          caption="Changements qui attendent"
          columns={changeColumns}
          rows={data.rows}
          rowKey={(row) => `${row.kind} ${row.id} ${row.on}`}
          rowActions={(row) => (
            <Button size="compact-sm" variant="default" aria-label={`Prévoir pour ${row.name}`} onClick={() => setShown(row)}>
              Prévoir
            </Button>
          )}
        />
      )}
      {shown && <Planned key={`${shown.kind} ${shown.id}`} change={shown} done={() => setShown(null)} />}
    </>
  );
}

function Planned({ change, done }: { change: Change; done: () => void }) {
  const { data, error, refetch } = useEndpoint(previewChange, { kind: change.kind, id: change.id });
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Lines count={4} />;
  return (
    <section>
      <h2>{change.says}</h2>
      <TableGrid caption="Ce que deviennent les conventions" columns={stepColumns} rows={data.steps} rowKey={(row) => row.conventionId} />
      {data.dossiers > 0 && <p>{data.dossiers} dossiers en cours changent de participant.</p>}
      {data.proposal && !data.proposal.isStale && <Proposed plan={data} proposal={data.proposal} done={done} />}
      {data.proposal?.isStale && (
        <Alert color="orange" title="Les conventions ont changé depuis la proposition" mb="md">
          Relisez ce qu’elles deviennent, et proposez de nouveau.
        </Alert>
      )}
      <ProposeForm key={data.proposal?.at} plan={data} />
    </section>
  );
}

type Proposal = NonNullable<Preview['proposal']>;

/** What a first person proposed: a second one applies it. */
function Proposed({ plan, proposal, done }: { plan: Preview; proposal: Proposal; done: () => void }) {
  const confirm = useConfirm();
  const apply = useAct(applyChange, {
    done: ({ transferred, ended }) => {
      tellDone(`${count('convention continue', 'conventions continuent', transferred)}, ${count('prend fin', 'prennent fin', ended)}.`);
      done();
    },
  });
  const act = async (): Promise<void> => {
    const says =
      'Les conventions concernées prennent fin la veille ; celles qui leur font suite commencent ce jour-là, avec leurs droits et leurs suspensions.';
    if (await confirm({ title: 'Appliquer aux conventions ?', says, act: 'Appliquer' }))
      apply.mutate({ kind: plan.kind, id: plan.id }, { onError: tellRefusal });
  };
  return (
    <Alert color="blue" title={`Suite proposée par ${proposal.by}, ${instant(proposal.at)}`} mb="md">
      <p>{proposal.reason}</p>
      {proposal.isMine ? (
        <p>Une autre personne doit l’appliquer. Vous pouvez encore la changer ci-dessous.</p>
      ) : (
        <Button mt="xs" loading={apply.isPending} onClick={() => void act()}>
          Appliquer aux conventions
        </Button>
      )}
    </Alert>
  );
}

function ProposeForm({ plan }: { plan: Preview }) {
  const keeps = plan.proposal?.keeps ?? [];
  const form = useActForm(proposeChange, {
    initial: {
      chosen: plan.conflicts.map(
        ({ choices }) =>
          choices.find(({ conventionId, isProposed }) => (keeps.length > 0 ? keeps.includes(conventionId) : isProposed))?.conventionId ?? '',
      ),
      reason: plan.proposal?.reason ?? '',
    },
    toInput: ({ chosen, reason }) => ({ kind: plan.kind, id: plan.id, keeps: chosen.filter(Boolean), reason }),
    done: () => tellDone('La suite est proposée : une autre personne l’applique.'),
  });
  return (
    <Form form={form} submit={plan.proposal ? 'Changer la proposition' : 'Proposer cette suite'}>
      {plan.conflicts.map(({ name, says, choices }, at) => (
        <Radio.Group key={`${name} ${says}`} label={says} {...form.field(`chosen.${at}`)}>
          <Stack gap="xs" mt="xs">
            {choices.map(({ conventionId, label }) => (
              <Radio key={conventionId} value={conventionId} label={label} />
            ))}
          </Stack>
        </Radio.Group>
      ))}
      <Textarea label="Acte qui le décide" required autosize minRows={2} {...form.field('reason')} />
    </Form>
  );
}
