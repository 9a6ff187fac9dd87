// SPDX-License-Identifier: EUPL-1.2
import { Button, NativeSelect, Select } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { dayRange, today } from '#ui/format/day.ts';
import { Section, Sections } from '#ui/parts/section.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { listStandIns, nameStandIn, readMyLeave, removeStandIn } from '../../contract.ts';
import classes from '../manage/manage.module.css';

type StandIns = OutputOf<typeof listStandIns>;

/** Who answers in the place of a manager who is away: mine, and those of others for whoever manages leave. */
export function Page() {
  const { organisation, holds } = usePlace();
  const { data, error, refetch } = useEndpoint(listStandIns, {});
  const { data: mine } = useEndpoint(readMyLeave, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data || !mine) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title="Délégations"
        lead="Pendant l’absence d’un responsable, une autre personne répond aux demandes à sa place. Le responsable peut toujours répondre lui-même."
        trail={[{ label: 'Demandes à répondre', href: `/o/${organisation.slug}/conges/a-repondre` }]}
      />
      <Sections>
        <Section title="En cours et à venir">
          <Standing standIns={data} mayAct={holds('conges')} />
        </Section>
        {holds('conges') && (
          <Section title="Désigner quelqu’un">
            {data.managers.length === 0 ? (
              <EmptyState title="Aucun responsable">
                Seul un responsable de service délègue ses réponses. Les responsables se choisissent dans « Services ».
              </EmptyState>
            ) : (
              <Name standIns={data} selfId={mine.agent?.id ?? null} />
            )}
          </Section>
        )}
      </Sections>
    </>
  );
}

function Standing({ standIns: { rows }, mayAct }: { standIns: StandIns; mayAct: boolean }) {
  const remove = useAct(removeStandIn, { done: () => tellDone('Délégation reprise.') });
  if (rows.length === 0) return <p className={classes.quiet}>Aucune délégation.</p>;
  return (
    <ul className={classes.lines}>
      {rows.map(({ id, agent, standIn, beginsOn, endsOn, mayRemove }) => (
        <li key={id}>
          <div>
            <p>
              <strong>{standIn.name}</strong> répond à la place de <strong>{agent.name}</strong>
            </p>
            <p className={classes.quiet}>{dayRange(beginsOn, endsOn)}</p>
            {!standIn.hasAccount && <p className={classes.quiet}>{standIn.name} n’a pas de compte relié et ne peut donc pas répondre.</p>}
          </div>
          {mayAct && mayRemove && (
            <Button
              variant="default"
              size="sm"
              aria-label={`Reprendre la délégation de ${agent.name} à ${standIn.name}`}
              onClick={() => remove.mutate({ id }, { onError: tellRefusal })}
            >
              Reprendre
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function Name({ standIns: { managers, choices }, selfId }: { standIns: StandIns; selfId: string | null }) {
  const first = managers.find(({ id }) => id === selfId) ?? managers[0];
  const form = useActForm(nameStandIn, {
    initial: { agentId: first?.id ?? '', standInId: null as string | null, beginsOn: today() as string | null, endsOn: null as string | null }, // chosen in the form
    toInput: ({ agentId, standInId, beginsOn, endsOn }) => ({
      agentId: agentId === selfId ? null : agentId,
      standInId: standInId ?? '',
      beginsOn: beginsOn ?? '',
      endsOn: endsOn ?? '',
    }),
    guardsChanges: false,
    done: (_, { standInId }) => {
      form.reset();
      tellDone(`${choices.find(({ id }) => id === standInId)?.name ?? 'Cette personne'} répondra pendant ces jours.`);
    },
  });
  return (
    <Form form={form} submit="Déléguer les réponses">
      {managers.length > 1 && (
        <NativeSelect
          label="À la place de"
          {...form.field('agentId')}
          data={managers.map(({ id, name }) => ({ value: id, label: id === selfId ? `${name} (moi)` : name }))}
        />
      )}
      <Select
        label="Qui répond ?"
        required
        searchable
        nothingFoundMessage="Aucun agent à ce nom n’a de compte relié."
        data={choices.filter(({ id }) => id !== form.values.agentId).map(({ id, name }) => ({ value: id, label: name }))}
        {...form.field('standInId')}
      />
      <div className={classes.inline}>
        <DayInput label="Du" required {...form.field('beginsOn')} />
        <DayInput label="Au" required {...form.field('endsOn')} />
      </div>
    </Form>
  );
}
