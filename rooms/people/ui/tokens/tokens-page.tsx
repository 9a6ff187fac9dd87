// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Checkbox, NativeSelect, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { instant } from '#ui/format/day.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { createToken, listTokens, readTokenChoices, renewToken, revokeToken, vouchForToken } from '../../contract.ts';
import { ShownOnce } from '../app-passwords/shown-once.tsx';
import classes from '../people.module.css';

type Token = OutputOf<typeof listTokens>['rows'][number];

const states = {
  active: { label: 'Actif', color: 'green' },
  reduced: { label: 'Réduit', color: 'yellow' },
  unvouched: { label: 'Sans garant', color: 'red' },
  expired: { label: 'Expiré', color: 'gray' },
} as const;

const columns: readonly Column<Token>[] = [
  {
    id: 'label',
    title: 'Programme',
    isName: true,
    value: ({ label }) => label,
    cell: ({ label, ending, state, renewBy }) => (
      <>
        {label} (…{ending}){' '}
        <Badge variant="light" color={states[state].color}>
          {states[state].label}
        </Badge>
        {renewBy !== null && state !== 'expired' && <div className="quiet">À renouveler avant le {instant(renewBy)}</div>}
      </>
    ),
  },
  {
    id: 'permissions',
    title: 'Autorisations',
    value: ({ permissions }) => permissions.map(({ label, isHeld }) => (isHeld ? label : `${label} (fermée)`)).join(' ; '),
  },
  { id: 'voucher', title: 'Garant', value: ({ voucher }) => voucher ?? 'personne : il n’ouvre rien' },
  { id: 'usedAt', title: 'Dernier usage', kind: 'instant', value: ({ usedAt }) => usedAt },
  { id: 'expiresAt', title: 'Prend fin', kind: 'instant', value: ({ expiresAt }) => expiresAt },
];

/** The programs that act for the body. */
export function Page() {
  const { data, error, refetch } = useEndpoint(listTokens, {});
  const [drawn, setDrawn] = useState<string | null>(null);
  return (
    <>
      <PageHeader
        title="Jetons d’API"
        lead="Un jeton laisse un programme agir pour la collectivité. Il n’ouvre jamais plus que ce que son garant peut faire lui-même."
      />
      {drawn && (
        <ShownOnce
          title="Jeton d’API"
          secret={drawn}
          says="Confiez-le au programme maintenant : il ne sera plus jamais affiché. En-tête : Authorization: Bearer …"
        />
      )}
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={4} />}
      {data && <Tokens rows={data.rows} drawn={setDrawn} />}
      <CreateForm drawn={setDrawn} />
    </>
  );
}

function Tokens({ rows, drawn }: { rows: readonly Token[]; drawn: (token: string) => void }) {
  const confirm = useConfirm();
  const revoke = useAct(revokeToken, { changes: [listTokens], done: () => tellDone('Le jeton est retiré.') });
  const vouch = useAct(vouchForToken, { changes: [listTokens], done: () => tellDone('Vous êtes garant de ce jeton.') });
  const renew = useAct(renewToken, { changes: [listTokens], done: ({ token }) => drawn(token) });
  const ask = async (token: Token): Promise<void> => {
    const isSure = await confirm({
      title: `Retirer le jeton de « ${token.label} » ?`,
      says: 'Le programme ne pourra plus rien faire pour la collectivité, à l’instant.',
      act: 'Retirer',
      isDangerous: true,
    });
    if (isSure) revoke.mutate({ id: token.id }, { onError: tellRefusal });
  };
  if (rows.length === 0)
    return <EmptyState title="Aucun jeton">Créez ci-dessous un jeton pour chaque programme : il se retire sans toucher aux autres.</EmptyState>;
  return (
    <TableGrid
      caption="Jetons d’API de la collectivité"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowActions={(token) => (
        <>
          {token.state === 'unvouched' || token.state === 'reduced' ? (
            <Button
              variant="default"
              size="sm"
              mr="xs"
              aria-label={`Me porter garant de ${token.label}`}
              onClick={() => vouch.mutate({ id: token.id }, { onError: tellRefusal })}
            >
              Me porter garant
            </Button>
          ) : (
            <Button
              variant="default"
              size="sm"
              mr="xs"
              aria-label={`Renouveler ${token.label}`}
              onClick={() => renew.mutate({ id: token.id }, { onError: tellRefusal })}
            >
              Renouveler
            </Button>
          )}
          <Button variant="default" size="sm" aria-label={`Retirer ${token.label}`} onClick={() => void ask(token)}>
            Retirer
          </Button>
        </>
      )}
    />
  );
}

function CreateForm({ drawn }: { drawn: (token: string) => void }) {
  const { data } = useEndpoint(readTokenChoices, {});
  const form = useActForm(createToken, {
    initial: { label: '', permissions: [] as string[], days: '365', password: '' },
    changes: [listTokens],
    guardsChanges: false,
    toInput: ({ label, permissions, days, password }) => ({ label, permissions, days: Number(days), ...(password !== '' && { password }) }),
    done: ({ token }) => {
      drawn(token);
      form.set('label', '');
      form.set('permissions', []);
      form.set('password', '');
    },
  });
  return (
    <section className={classes.section} aria-labelledby="nouveau-jeton" style={{ marginTop: '2rem' }}>
      <h2 id="nouveau-jeton">Créer un jeton</h2>
      {data?.permissions.length === 0 && <p>Vos propres fonctions dans cette collectivité n’ouvrent rien qui puisse être confié à un programme.</p>}
      {data && data.permissions.length > 0 && (
        <Form form={form} submit="Créer le jeton">
          <TextInput label="Programme" description="À qui ce jeton est confié." required maxLength={80} {...form.field('label')} />
          <Checkbox.Group label="Ce qu’il pourra faire" required {...form.field('permissions')}>
            <Stack gap="xs" mt="xs">
              {data.permissions.map(({ name, label }) => (
                <Checkbox key={name} value={name} label={label} />
              ))}
            </Stack>
          </Checkbox.Group>
          <NativeSelect
            label="Durée"
            data={[
              { value: '30', label: 'Un mois' },
              { value: '90', label: 'Trois mois' },
              { value: '365', label: 'Un an' },
            ]}
            {...form.field('days')}
          />
          {data.proof !== 'fresh' && (
            <PasswordInput
              label="Votre mot de passe"
              description="Votre connexion date de plus d’un quart d’heure : confirmez que c’est bien vous."
              autoComplete="current-password"
              visibilityToggleButtonProps={{ 'aria-label': 'Afficher le mot de passe', tabIndex: 0 }}
              {...form.field('password')}
            />
          )}
        </Form>
      )}
    </section>
  );
}
