// SPDX-License-Identifier: EUPL-1.2
import { Alert, Checkbox, Radio, Stack } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { changeSignInPolicy, readSignInPolicy } from '../../contract.ts';

type Policy = OutputOf<typeof readSignInPolicy>;

/** What the body asks of those who sign in to act for it. */
export function Page() {
  const { data, error, refetch } = useEndpoint(readSignInPolicy, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  return (
    <>
      <PageHeader
        title="Connexion demandée"
        lead="Ce que votre collectivité demande à qui se connecte pour elle. Les autres collectivités de ces personnes n’en sont pas changées."
      />
      {data ? <PolicyForm policy={data} /> : <Lines count={8} />}
    </>
  );
}

function PolicyForm({ policy }: { policy: Policy }) {
  const { secondFactor, roles, askedFrom, mailLink } = policy;
  const form = useActForm(changeSignInPolicy, {
    initial: { secondFactor, roles, askedFrom, mailLink },
    changes: [readSignInPolicy],
    done: () => tellDone('Le choix de votre collectivité est enregistré.'),
  });
  const locked = lockedBy(policy, form.values);
  return (
    <Form form={form} submit="Enregistrer">
      <Radio.Group
        label="Demander une seconde preuve d’identité"
        description="Une clé d’accès ou un code, après le mot de passe."
        {...form.field('secondFactor')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="nobody" label="À personne" />
          <Radio value="administrators" label="Aux administrateurs" />
          <Radio value="everyone" label="À tous" />
          <Radio value="roles" label="À certains rôles" />
        </Stack>
      </Radio.Group>
      {form.values.secondFactor === 'roles' && (
        <Checkbox.Group label="Rôles concernés" {...form.field('roles')}>
          <Stack gap="xs" mt="xs">
            {policy.roleChoices.map(({ key, name }) => (
              <Checkbox key={key} value={key} label={name} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
      {form.values.secondFactor !== 'nobody' && (
        <DayInput label="À partir du" description="Laissez à chacun le temps d’ajouter une clé d’accès." required {...form.field('askedFrom')} />
      )}
      {locked.length > 0 && (
        <Alert color="yellow" title={`${locked.length} ${locked.length === 1 ? 'personne n’a' : 'personnes n’ont'} pas encore de seconde preuve`}>
          {locked.slice(0, 12).join(', ')}
          {locked.length > 12 ? '…' : '.'} Ces personnes devront en ajouter une à leur prochaine connexion pour agir ici.
        </Alert>
      )}
      <Radio.Group
        label="Connexion par un lien reçu par courriel"
        description="Plus simple, moins sûre : qui lit la boîte aux lettres entre."
        {...form.field('mailLink')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="nobody" label="À personne" />
          <Radio value="elected" label="Aux élus" />
          <Radio value="everyone" label="À tous" />
        </Stack>
      </Radio.Group>
    </Form>
  );
}

function lockedBy({ serving }: Policy, { secondFactor, roles }: Pick<Policy, 'secondFactor' | 'roles'>): string[] {
  if (secondFactor === 'nobody') return [];
  const concerned = secondFactor === 'administrators' ? ['administrator', 'body-administrator'] : roles;
  return serving
    .filter((one) => !one.hasSecondFactor && (secondFactor === 'everyone' || one.roles.some((role) => concerned.includes(role))))
    .map(({ name }) => name);
}
