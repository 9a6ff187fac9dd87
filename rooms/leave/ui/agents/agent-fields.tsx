// SPDX-License-Identifier: EUPL-1.2
import { NativeSelect, Select, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { listPeople, listTeams } from '../../contract.ts';
import { type AgentValues, sexOptions, statusOptions } from './agent-values.ts';
import classes from './agents.module.css';

type Props = {
  values: AgentValues;
  set: <Name extends keyof AgentValues>(name: Name, value: AgentValues[Name]) => void;
  errorAt: (name: keyof AgentValues) => ReactNode;
  /** The agent that is corrected, whose own account stays on offer. */
  agentId?: string;
};

/** Who the agent is, which account is theirs, and what employs them. */
export function AgentFields({ values, set, errorAt, agentId }: Props) {
  const { data: people } = useEndpoint(listPeople, {});
  const { data: teams } = useEndpoint(listTeams, {});
  const accounts = (people?.rows ?? []).filter((one) => one.agentId === null || one.agentId === agentId);
  const isGone = values.personId !== null && people !== undefined && !accounts.some(({ personId }) => personId === values.personId);
  const text = (name: 'familyName' | 'givenName' | 'number') => ({
    value: values[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set(name, event.currentTarget.value),
    error: errorAt(name),
  });
  return (
    <Stack gap="md">
      <Select
        label="Compte relié"
        description="L’agent pose alors ses congés lui-même. Sans compte, vous saisissez pour lui."
        placeholder="Aucun compte"
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Ne relier aucun compte' }}
        nothingFoundMessage="Aucun compte libre à ce nom."
        data={[
          ...accounts.map(({ personId, name, title, email }) => ({ value: personId, label: [name, title || email].filter(Boolean).join(', ') })),
          ...(isGone && values.personId ? [{ value: values.personId, label: 'Compte actuel' }] : []),
        ]}
        value={values.personId}
        onChange={(personId) => {
          set('personId', personId);
          const chosen = accounts.find((one) => one.personId === personId);
          if (!chosen || values.familyName || values.givenName) return;
          const [given = '', ...family] = chosen.name.split(' ');
          set('givenName', given);
          set('familyName', family.join(' '));
        }}
        error={errorAt('personId')}
      />
      <div className={classes.three}>
        <TextInput label="Nom" required {...text('familyName')} />
        <TextInput label="Prénom" {...text('givenName')} />
        <TextInput label="Matricule" {...text('number')} />
      </div>
      <div className={classes.three}>
        <NativeSelect
          label="Service"
          value={values.teamId}
          onChange={(event) => set('teamId', event.currentTarget.value)}
          error={errorAt('teamId')}
          data={[{ value: '', label: 'Aucun' }, ...(teams?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <NativeSelect
          label="Statut"
          value={values.status}
          onChange={(event) => set('status', event.currentTarget.value as AgentValues['status'])} // the options below
          data={statusOptions}
        />
        <NativeSelect
          label="Catégorie"
          value={values.category}
          onChange={(event) => set('category', event.currentTarget.value as AgentValues['category'])} // the options below
          data={['A', 'B', 'C']}
        />
      </div>
      <div className={classes.pair}>
        <DayInput
          label="Arrivée dans la collectivité"
          description="Les droits de l’année en dépendent."
          required
          value={values.arrivedOn}
          onChange={(day) => set('arrivedOn', day)}
          error={errorAt('arrivedOn')}
        />
        <DayInput
          label="Départ"
          description="Vide tant que l’agent est en poste."
          value={values.leftOn}
          onChange={(day) => set('leftOn', day)}
          error={errorAt('leftOn')}
        />
      </div>
      <NativeSelect
        label="Sexe (facultatif)"
        description="Le rapport social unique compte les absences par sexe. Il ne sert qu’à ces statistiques et ne s’affiche nulle part ailleurs."
        value={values.sex}
        onChange={(event) => set('sex', event.currentTarget.value as AgentValues['sex'])} // the options below
        error={errorAt('sex')}
        data={sexOptions}
      />
      <div>
        <Text component="span" fw={600} size="sm" id="agent-unit">
          Ses congés se comptent
        </Text>
        <SegmentedControl
          aria-labelledby="agent-unit"
          display="flex"
          mt={4}
          value={values.unit}
          onChange={(unit) => set('unit', unit as AgentValues['unit'])} // the two values below
          data={[
            { value: 'day', label: 'En jours' },
            { value: 'hour', label: 'En heures' },
          ]}
        />
      </div>
    </Stack>
  );
}
