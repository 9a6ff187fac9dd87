// SPDX-License-Identifier: EUPL-1.2
import { Checkbox, Radio, Stack, TextInput } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import type { ActForm } from '#ui/forms/use-act-form.ts';
import { listRoles, type MandateLine } from '../../contract.ts';
import classes from '../people.module.css';
import { kindWords } from './words.ts';

export type MandateValues = {
  givenName: string;
  familyName: string;
  email: string;
  kind: MandateLine['kind'];
  title: string;
  roles: string[];
  beginsOn: string | null;
  endsOn: string | null;
};

const KINDS = ['agent', 'elected', 'external'] as const;

/** What a mandate is made of. Roles that the person may not give are shown, and cannot be ticked. */
export function MandateFields({ form, emailHelp }: { form: ActForm<MandateValues>; emailHelp: string }) {
  const { data } = useEndpoint(listRoles, {});
  const isElected = form.values.kind === 'elected';
  return (
    <>
      <div className={classes.pair}>
        <TextInput label="Prénom" required autoComplete="off" {...form.field('givenName')} />
        <TextInput label="Nom" required autoComplete="off" {...form.field('familyName')} />
      </div>
      <TextInput
        label="Adresse électronique professionnelle"
        description={emailHelp}
        type="email"
        autoComplete="off"
        required
        {...form.field('email')}
      />
      <Radio.Group label="Nature" required {...form.field('kind')}>
        <div className={classes.choices}>
          {KINDS.map((kind) => (
            <Radio key={kind} value={kind} label={kindWords[kind]} />
          ))}
        </div>
      </Radio.Group>
      <TextInput
        label="Fonction"
        description="Telle qu’elle s’affichera : « Secrétaire de mairie », « Adjointe aux finances »…"
        required
        {...form.field('title')}
      />
      <Checkbox.Group
        label="Rôles"
        description="Ils disent ce que la personne peut faire. Un rôle grisé ouvre plus que ce que vous pouvez donner."
        required
        {...form.field('roles')}
      >
        <Stack gap="xs" mt="xs">
          {(data?.roles ?? []).map((role) => (
            <Checkbox key={role.key} value={role.key} label={role.name} disabled={!role.mayGive && !form.values.roles.includes(role.key)} />
          ))}
        </Stack>
      </Checkbox.Group>
      <div className={classes.pair}>
        <DayInput label="Premier jour" required {...form.field('beginsOn')} />
        <DayInput
          label={isElected ? 'Dernier jour du mandat' : 'Dernier jour'}
          description={isElected ? 'Un mandat électif a une fin.' : 'Vide : sans terme.'}
          required={isElected}
          {...form.field('endsOn')}
        />
      </div>
    </>
  );
}
