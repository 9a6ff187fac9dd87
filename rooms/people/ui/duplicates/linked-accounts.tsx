// SPDX-License-Identifier: EUPL-1.2
import { Alert, Badge, Button, Code, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { instant } from '#ui/format/day.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellRefusal } from '#ui/parts/tell.ts';
import { linkAccount, listLinkedAccounts, offerLink, readLinkOffer, unlinkAccount } from '../../contract.ts';
import classes from '../people.module.css';

const toSignIn = (): void => window.location.assign('/connexion');

/** The accounts of one human being: see them, join another, set one apart. */
export function LinkedAccounts() {
  const { data } = useEndpoint(listLinkedAccounts, {});
  const confirm = useConfirm();
  const unlink = useAct(unlinkAccount, { changes: [], done: toSignIn });
  const ask = async (id: string, email: string): Promise<void> => {
    const isSure = await confirm({
      title: 'Séparer ce compte ?',
      says: `${email} n’ouvrira plus que ses propres fonctions. Toutes vos sessions se ferment : vous vous reconnecterez.`,
      act: 'Séparer le compte',
      isDangerous: true,
    });
    if (isSure) unlink.mutate({ id }, { onError: tellRefusal });
  };
  const rows = data?.rows ?? [];
  return (
    <section className={classes.section} aria-labelledby="comptes-reunis">
      <h2 id="comptes-reunis">Comptes réunis</h2>
      <p>
        Plusieurs collectivités vous ont chacune ouvert un compte ? Réunissez-les : une connexion à l’un ouvrira les fonctions de tous. Aucune de vos
        collectivités n’apprend que vous en servez une autre.
      </p>
      {rows.length > 1 && (
        <ul className={classes.notices}>
          {rows.map(({ id, name, email, isMain }) => (
            <li key={id} className={classes.notice}>
              <span className={classes.said}>
                {name}, {email ?? 'sans adresse de connexion'} {isMain && <Badge variant="light">Compte principal</Badge>}
              </span>
              {!isMain && (
                <Button variant="default" size="sm" aria-label={`Séparer ${email ?? name}`} onClick={() => void ask(id, email ?? name)}>
                  Séparer
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <Offer />
      <Take />
    </section>
  );
}

/** First half: the code, drawn here, to be typed in the other account. */
function Offer() {
  const [offer, setOffer] = useState<OutputOf<typeof offerLink> | null>(null);
  const draw = useAct(offerLink, { changes: [], done: setOffer });
  return (
    <Stack gap="xs" maw={640} mb="lg">
      <h3>1. Ici, tirer un code</h3>
      <p>Connectez-vous ensuite à votre autre compte, par exemple dans une fenêtre privée, et saisissez-y ce code au même endroit.</p>
      {offer && (
        <Alert color="blue" title="Votre code" role="status">
          <Code fz="md">{offer.code}</Code>
          <p>Il sert une fois, jusqu’au {instant(offer.expiresAt)}. Ne le donnez à personne : il ouvre vos fonctions.</p>
        </Alert>
      )}
      <Group>
        <Button variant="default" loading={draw.isPending} onClick={() => draw.mutate({}, { onError: tellRefusal })}>
          {offer ? 'Tirer un autre code' : 'Tirer un code'}
        </Button>
      </Group>
    </Stack>
  );
}

/** Second half: the code of the other account, and whose it is before anything happens. */
function Take() {
  const [found, setFound] = useState<(OutputOf<typeof readLinkOffer> & { code: string }) | null>(null);
  const form = useActForm(readLinkOffer, {
    initial: { code: '' },
    changes: [],
    guardsChanges: false,
    done: (output, { code }) => setFound({ ...output, code }),
  });
  const link = useAct(linkAccount, { changes: [], done: toSignIn });
  return (
    <>
      <h3>2. Ou saisir le code de l’autre compte</h3>
      {!found && (
        <Form form={form} submit="Vérifier le code">
          <TextInput label="Code de l’autre compte" autoComplete="off" spellCheck={false} {...form.field('code')} />
        </Form>
      )}
      {found && (
        <Alert color="yellow" title={`Ce code mène au compte de ${found.name} (${found.email ?? 'sans adresse'})`} maw={640}>
          <p>
            Une connexion à ce compte ouvrira aussi tout ce que le vôtre ouvre. Ne continuez que si ce compte est à vous : personne, pas même un
            technicien, n’a à vous donner un code.
          </p>
          <Group>
            <Button loading={link.isPending} onClick={() => link.mutate({ code: found.code }, { onError: tellRefusal })}>
              Oui, ces deux comptes sont les miens
            </Button>
            <Button variant="default" onClick={() => setFound(null)}>
              Renoncer
            </Button>
          </Group>
        </Alert>
      )}
    </>
  );
}
