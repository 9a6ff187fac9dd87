// SPDX-License-Identifier: EUPL-1.2
import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { type ActForm, useActForm } from '#ui/forms/use-act-form.ts';
import { instant } from '#ui/format/day.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { addGenericAccount, changeGenericAccount, closeGenericAccount, holderRoles, readGenericAccount, type HolderRole } from '../../contract.ts';
import { PeoplePicker, type PickedPerson } from '../groups/person-picker.tsx';
import classes from '../people.module.css';
import { holderWords } from './words.ts';

type Account = OutputOf<typeof readGenericAccount>;
type Values = { address: string; name: string; holders: readonly (PickedPerson & { role: HolderRole })[] };

/** One generic account, or a new one. */
export function Page() {
  const { params } = useAddress();
  const id = params['id'];
  const { data, error, refetch } = useEndpoint(readGenericAccount, { id: id ?? '' }, { enabled: id !== undefined });
  if (id === undefined) return <NewAccount />;
  if (error && !data) return <ErrorState error={error} reset={() => void refetch()} />;
  return data ? <AccountView account={data} /> : <PageSkeleton />;
}

function NewAccount() {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const home = `/o/${organisation.slug}/comptes-de-service`;
  const form = useActForm<typeof addGenericAccount, Values>(addGenericAccount, {
    initial: { address: '', name: '', holders: [] },
    toInput: ({ holders, ...values }) => ({ ...values, holders: holders.map(({ id, role }) => ({ mandateId: id, role })) }),
    done: ({ id }, { address }) => {
      tellDone(`Le compte ${address} est ouvert.`);
      go(`${home}/${id}`);
    },
  });
  return (
    <>
      <PageHeader title="Ouvrir un compte de service" trail={[{ label: 'Comptes de service', href: home }]} />
      <Form form={form} submit="Ouvrir le compte">
        <TextInput label="Adresse" type="email" placeholder="mairie@commune.fr" required {...form.field('address')} />
        <Fields form={form} />
      </Form>
    </>
  );
}

function AccountView({ account }: { account: Account }) {
  const { organisation, may } = usePlace();
  const isEditable = may('people.administer') && account.closedAt === null;
  return (
    <>
      <PageHeader
        title={account.address}
        lead={account.closedAt ? `${account.name}. Fermé le ${instant(account.closedAt)}.` : account.name}
        trail={[{ label: 'Comptes de service', href: `/o/${organisation.slug}/comptes-de-service` }]}
      />
      <section className={classes.section} aria-labelledby="titulaires">
        <h2 id="titulaires">Titulaires</h2>
        {isEditable ? (
          <ChangeForm account={account} />
        ) : (
          <ul className={classes.plain}>
            {account.holders.map(({ mandateId, name, title, role }) => (
              <li key={mandateId}>
                <strong>{name}</strong>, {title} : {holderWords[role]}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className={classes.section} aria-labelledby="usages">
        <h2 id="usages">Qui s’en est servi</h2>
        {account.uses.length === 0 && <p className="quiet">Personne encore.</p>}
        <ul className={classes.plain}>
          {account.uses.map((use) => (
            <li key={`${use.at} ${use.by}`}>
              {instant(use.at)} : <strong>{use.by}</strong> {use.what}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function ChangeForm({ account }: { account: Account }) {
  const confirm = useConfirm();
  const form = useActForm<typeof changeGenericAccount, Values>(changeGenericAccount, {
    initial: {
      address: account.address,
      name: account.name,
      holders: account.holders.map(({ mandateId, ...holder }) => ({ ...holder, id: mandateId })),
    },
    toInput: ({ name, holders }) => ({ id: account.id, name, holders: holders.map(({ id, role }) => ({ mandateId: id, role })) }),
    done: () => tellDone('Les titulaires sont enregistrés.'),
  });
  const close = useAct(closeGenericAccount, { done: () => tellDone(`Le compte ${account.address} est fermé.`) });
  const ask = async (): Promise<void> => {
    const says = 'Plus personne ne s’en servira. Qui s’en est servi reste écrit.';
    const isSure = await confirm({ title: `Fermer ${account.address} ?`, says, act: 'Fermer le compte', isDangerous: true });
    if (isSure) await close.mutateAsync({ id: account.id }).catch(tellRefusal);
  };
  return (
    <Form
      form={form}
      submit="Enregistrer"
      others={
        <Button variant="default" onClick={() => void ask()}>
          Fermer le compte
        </Button>
      }
    >
      <Fields form={form} />
    </Form>
  );
}

function Fields({ form }: { form: ActForm<Values> }) {
  const { holders } = form.values;
  const setRole = (id: string, role: HolderRole): void =>
    form.set(
      'holders',
      holders.map((holder) => (holder.id === id ? { ...holder, role } : holder)),
    );
  return (
    <>
      <TextInput label="Service" description="« Accueil de la mairie », « Ressources humaines »…" required {...form.field('name')} />
      <PeoplePicker
        label="Ajouter un titulaire"
        {...form.field('holders')}
        value={holders}
        onChange={(people) =>
          form.set(
            'holders',
            people.map((person) => holders.find(({ id }) => id === person.id) ?? { ...person, role: 'writer' as const }),
          )
        }
        beside={(person) => (
          <NativeSelect
            aria-label={`Ce que peut faire ${person.name}`}
            data={holderRoles.map((role) => ({ value: role, label: holderWords[role] }))}
            value={holders.find(({ id }) => id === person.id)?.role ?? 'writer'}
            onChange={(event) => setRole(person.id, holderRoles.find((role) => role === event.currentTarget.value) ?? 'reader')}
          />
        )}
      />
    </>
  );
}
