// SPDX-License-Identifier: EUPL-1.2
import { Alert, Badge, Button, Group, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { call } from '#ui/api/call.ts';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { day } from '#ui/format/day.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { useAttempt } from '#ui/session/use-attempt.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import {
  addPasskey,
  beginTotp,
  confirmTotp,
  drawRecoveryCodes,
  newPasskeyOptions,
  readSignInWays,
  removePasskey,
  removeTotp,
} from '../../contract.ts';
import people from '../people.module.css';
import { makePasskey } from './make-passkey.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { RenamePasskey } from './rename-passkey.tsx';
import classes from './sign-in.module.css';

type Ways = OutputOf<typeof readSignInWays>;

/** Passkeys, application of codes, recovery codes: what there is, what to add, what to take away. */
export function MySignInWays() {
  const { data, error, refetch } = useEndpoint(readSignInWays, {});
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const client = useQueryClient();
  const changed = (drawn: readonly string[] | null): void => {
    if (drawn) setCodes(drawn);
    void client.invalidateQueries();
  };
  return (
    <section className={people.section} aria-labelledby="se-connecter">
      <h2 id="se-connecter">Se connecter</h2>
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={4} />}
      {codes && <RecoveryCodes codes={codes} done={() => setCodes(null)} />}
      {data && (
        <>
          <Passkeys ways={data} changed={changed} />
          <Totp ways={data} changed={changed} />
          <Recovery ways={data} changed={changed} />
        </>
      )}
    </section>
  );
}

type Props = { ways: Ways; changed: (codes: readonly string[] | null) => void };

/** A refusal that asks to prove again who one is leads to where it is done, and back. */
function Refused({ refusal }: { refusal: string | null }) {
  if (!refusal) return null;
  return (
    <Alert color="red" role="alert" title={refusal} my="sm">
      {refusal.startsWith('Confirmez') && <HouseLink href="/compte/confirmer?retour=/compte">Confirmer que c’est moi</HouseLink>}
    </Alert>
  );
}

function Passkeys({ ways, changed }: Props) {
  const { refusal, isBusy, attempt } = useAttempt();
  const confirm = useConfirm();
  const [renamed, setRenamed] = useState<{ id: string; name: string } | null>(null);
  const remove = useAct(removePasskey, { changes: [readSignInWays], done: () => tellDone('La clé d’accès est retirée.') });
  const add = async (): Promise<void> => {
    const { options } = await call(newPasskeyOptions, {});
    const response = await makePasskey(options);
    const { recoveryCodes } = await call(addPasskey, { name: `Clé du ${day(new Date().toISOString().slice(0, 10))}`, response });
    tellDone('La clé d’accès est ajoutée.');
    changed(recoveryCodes);
  };
  const take = async (id: string, name: string): Promise<void> => {
    if (await confirm({ title: `Retirer « ${name} » ?`, says: 'Cette clé n’ouvrira plus votre compte.', act: 'Retirer la clé', isDangerous: true }))
      remove.mutate({ id }, { onError: tellRefusal });
  };
  return (
    <div className={classes.way}>
      <div>
        <h3>Clés d’accès {ways.passkeys.length > 0 && <Badge variant="light">{ways.passkeys.length}</Badge>}</h3>
        <p>Votre empreinte, votre visage ou le code de votre appareil : rien à retenir, et rien à dérober.</p>
        <Refused refusal={refusal} />
        <ul className={classes.keys}>
          {ways.passkeys.map(({ id, name, usedAt }) => (
            <li key={id}>
              <span>
                {name} <span className="quiet">{usedAt ? `utilisée le ${day(usedAt.slice(0, 10))}` : 'jamais utilisée'}</span>
              </span>
              <Group gap="xs" wrap="nowrap">
                <Button variant="subtle" size="sm" aria-label={`Renommer la clé ${name}`} onClick={() => setRenamed({ id, name })}>
                  Renommer
                </Button>
                <Button variant="subtle" size="sm" aria-label={`Retirer la clé ${name}`} onClick={() => void take(id, name)}>
                  Retirer
                </Button>
              </Group>
            </li>
          ))}
        </ul>
        {renamed && <RenamePasskey {...renamed} close={() => setRenamed(null)} />}
      </div>
      <Button variant="default" loading={isBusy} onClick={() => attempt(add)}>
        Ajouter une clé d’accès
      </Button>
    </div>
  );
}

function Totp({ ways, changed }: Props) {
  const { refusal, isBusy, attempt } = useAttempt();
  const [begun, setBegun] = useState<OutputOf<typeof beginTotp> | null>(null);
  const confirm = useConfirm();
  const remove = useAct(removeTotp, { changes: [readSignInWays], done: () => tellDone('L’application de codes est retirée.') });
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get('code'));
    attempt(async () => {
      const { recoveryCodes } = await call(confirmTotp, { code });
      setBegun(null);
      tellDone('L’application de codes est en place.');
      changed(recoveryCodes);
    });
  };
  const take = async (): Promise<void> => {
    if (
      await confirm({
        title: 'Retirer l’application de codes ?',
        says: 'Elle ne complétera plus votre connexion.',
        act: 'Retirer l’application',
        isDangerous: true,
      })
    )
      remove.mutate({}, { onError: tellRefusal });
  };
  return (
    <div className={classes.way}>
      <div>
        <h3>Application de codes {ways.totpSince && <Badge variant="light">En place</Badge>}</h3>
        <p>Un code à six chiffres, demandé après le mot de passe.</p>
        <Refused refusal={refusal} />
        {begun && (
          <form onSubmit={submit}>
            <p>Photographiez ce code avec votre application, ou saisissez-y la clé.</p>
            <img className={classes.picture} alt="Code QR de la clé" src={`data:image/svg+xml;utf8,${encodeURIComponent(begun.picture)}`} />
            <p>
              Clé : <code>{begun.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
            </p>
            <Group align="end">
              <TextInput label="Code affiché" name="code" inputMode="numeric" autoComplete="one-time-code" required withAsterisk={false} />
              <Button type="submit" loading={isBusy}>
                Confirmer
              </Button>
            </Group>
          </form>
        )}
      </div>
      {ways.totpSince ? (
        <Button variant="default" onClick={() => void take()}>
          Retirer l’application
        </Button>
      ) : (
        !begun && (
          <Button variant="default" loading={isBusy} onClick={() => attempt(async () => setBegun(await call(beginTotp, {})))}>
            Ajouter une application
          </Button>
        )
      )}
    </div>
  );
}

function Recovery({ ways, changed }: Props) {
  const { refusal, isBusy, attempt } = useAttempt();
  if (ways.passkeys.length === 0 && !ways.totpSince) return null;
  return (
    <div className={classes.way}>
      <div>
        <h3>
          Codes de secours <Badge variant="light">{ways.recoveryCodesLeft} restants</Badge>
        </h3>
        <p>Pour le jour où votre téléphone manque. Chacun sert une fois.</p>
        <Refused refusal={refusal} />
      </div>
      <Button variant="default" loading={isBusy} onClick={() => attempt(async () => changed((await call(drawRecoveryCodes, {})).recoveryCodes))}>
        Tirer de nouveaux codes
      </Button>
    </div>
  );
}
