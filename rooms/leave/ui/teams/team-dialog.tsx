// SPDX-License-Identifier: EUPL-1.2
import { TextInput } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { type ActForm, useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { addTeam, changeTeam, listStandIns, readSettings } from '../../contract.ts';
import { Dialog, Dismiss } from '../manage/dialog.tsx';
import { type Manager, ManagerFields } from './manager-fields.tsx';
import type { Team } from './team.ts';

type Props = { team: Team | null; isOpen: boolean; close: () => void };

/** A team to add or to correct: its name, who answers, the fewest who must be there. */
export function TeamDialog({ team, isOpen, close }: Props) {
  return (
    <Dialog title={team ? `Modifier « ${team.name} »` : 'Ajouter un service'} isOpen={isOpen} close={close}>
      {team ? <ChangeTeam team={team} close={close} /> : <AddTeam close={close} />}
    </Dialog>
  );
}

type Values = { name: string; minimumPresent: number | null; managers: Manager[] };

const toTeam = ({ name, minimumPresent, managers }: Values) => ({ name, minimumPresent: minimumPresent ?? 0, managers });

function AddTeam({ close }: { close: () => void }) {
  const form = useActForm<typeof addTeam, Values>(addTeam, {
    initial: { name: '', minimumPresent: null, managers: [] },
    toInput: toTeam,
    guardsChanges: false,
    done: (_, { name }) => {
      close();
      tellDone(`Service « ${name} » ajouté.`);
    },
  });
  return (
    <Form form={form} submit="Ajouter le service" others={<Dismiss close={close} />}>
      <Fields form={form} known={[]} />
    </Form>
  );
}

function ChangeTeam({ team, close }: { team: Team; close: () => void }) {
  const form = useActForm<typeof changeTeam, Values>(changeTeam, {
    initial: {
      name: team.name,
      minimumPresent: team.minimumPresent || null,
      managers: team.managers.map(({ agentId, level }) => ({ agentId, level: level === 2 ? 2 : 1 })),
    },
    toInput: (values) => ({ ...toTeam(values), id: team.id }),
    guardsChanges: false,
    done: (_, { name }) => {
      close();
      tellDone(`Service « ${name} » enregistré.`);
    },
  });
  return (
    <Form form={form} submit="Enregistrer le service" others={<Dismiss close={close} />}>
      <Fields form={form} known={team.managers.map(({ agentId, name }) => ({ id: agentId, name }))} />
    </Form>
  );
}

type FieldsProps = { form: ActForm<Values>; known: readonly { id: string; name: string }[] };

function Fields({ form, known }: FieldsProps) {
  const { data: settings } = useEndpoint(readSettings, {});
  const { data } = useEndpoint(listStandIns, {});
  if (!data || !settings) return <Lines count={3} />;
  const choices = [...data.choices, ...known.filter(({ id }) => !data.choices.some((one) => one.id === id))];
  return (
    <>
      <TextInput label="Nom du service" required placeholder="Services techniques" {...form.field('name')} />
      <ManagerFields
        managers={form.values.managers}
        change={(managers) => form.set('managers', managers)}
        choices={choices}
        levels={settings.approvalLevels}
        error={form.field('managers').error}
      />
      <FrenchNumberInput
        label="Effectif minimal"
        description="Le nombre d’agents qui doivent rester présents ; vide s’il n’y en a pas."
        min={0}
        max={500}
        {...form.field('minimumPresent')}
      />
    </>
  );
}
