// SPDX-License-Identifier: EUPL-1.2
import { Alert, Anchor, Button, TextInput } from '@mantine/core';
import { type SubmitEvent, useEffect, useState } from 'react';
import { sentenceOf } from '../api/problem.ts';
import { askJson } from './me.ts';
import classes from './federated-doors.module.css';

type Provider = { key: string; name: string; body: string | null; isDown: boolean };

const PROCONNECT = 'proconnect';

/** The ways in that others keep: ProConnect, and the identity providers of the bodies that one finds by one's address. `back` is a page of this site. */
export function FederatedDoors({ back }: { back: string }) {
  const [providers, setProviders] = useState<readonly Provider[] | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isLeaving, setLeaving] = useState(false);
  useEffect(() => {
    const ended = new AbortController();
    askJson<{ providers: Provider[] }>('GET', '/api/sign-in/providers', { signal: ended.signal }).then(
      ({ providers: found }) => setProviders(found),
      () => undefined, // The form below remains.
    );
    return () => ended.abort();
  }, []);
  const leaveFor = async (key: string, email?: string): Promise<void> => {
    setLeaving(true);
    setRefusal(null);
    try {
      const body = { back, ...(email && { email }) };
      const { location } = await askJson<{ location: string }>('POST', `/api/sign-in/providers/${key}`, { body });
      window.location.assign(location);
    } catch (error) {
      setRefusal(sentenceOf(error));
      setLeaving(false);
    }
  };
  const proconnect = providers?.find(({ key }) => key === PROCONNECT);
  return (
    <div className={classes.doors}>
      {refusal && <Alert color="red" role="alert" title={refusal} mb="md" />}
      {proconnect && (
        <>
          {proconnect.isDown && (
            <Alert color="yellow" role="status" title="ProConnect ne répond pas en ce moment" mb="md">
              Connectez-vous avec votre compte Beffroi, ci-dessous.
            </Alert>
          )}
          <button type="button" className={classes.proconnect} disabled={isLeaving} onClick={() => void leaveFor(PROCONNECT)}>
            <Mark />
            <span>
              S’identifier avec <strong>ProConnect</strong>
            </span>
          </button>
          <p className={classes.what}>
            <Anchor
              href="https://www.proconnect.gouv.fr/"
              target="_blank"
              rel="noopener noreferrer"
              title="Qu’est-ce que ProConnect ? – nouvelle fenêtre"
            >
              Qu’est-ce que ProConnect ?
            </Anchor>
          </p>
        </>
      )}
      <OwnProvider leaveFor={leaveFor} />
      <p className={classes.or}>
        <span>ou avec votre compte Beffroi</span>
      </p>
    </div>
  );
}

/** Finds the provider of one's employer by the domain of one's address. */
function OwnProvider({ leaveFor }: { leaveFor: (key: string, email: string) => Promise<void> }) {
  const [isOpen, setOpen] = useState(false);
  const [found, setFound] = useState<readonly Provider[] | null>(null);
  const [email, setEmail] = useState('');
  const look = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const domain = email.split('@')[1]?.trim() ?? '';
    const { providers } = await askJson<{ providers: Provider[] }>('GET', `/api/sign-in/providers?domain=${encodeURIComponent(domain)}`, {});
    const own = providers.filter(({ key }) => key !== PROCONNECT);
    const [only] = own;
    if (only && own.length === 1 && !only.isDown) return leaveFor(only.key, email);
    setFound(own);
  };
  if (!isOpen) {
    return (
      <Button variant="subtle" px={0} onClick={() => setOpen(true)}>
        Ma collectivité a son propre annuaire
      </Button>
    );
  }
  return (
    <form onSubmit={(event) => void look(event).catch(() => setFound([]))} className={classes.own}>
      <TextInput
        label="Votre adresse professionnelle"
        type="email"
        autoComplete="username"
        required
        withAsterisk={false}
        size="md"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        error={found?.length === 0 ? 'Aucun annuaire n’est ouvert pour ce domaine : connectez-vous avec votre compte Beffroi.' : null}
      />
      {found?.map(({ key, name, body, isDown }) => (
        <Button key={key} variant="default" fullWidth mt="sm" onClick={() => void leaveFor(key, email)}>
          {name} ({body}){isDown && ', ne répond pas'}
        </Button>
      ))}
      <Button type="submit" variant="default" fullWidth mt="sm">
        Continuer vers ma collectivité
      </Button>
    </form>
  );
}

// Our own drawing: a door that stands open. The State's marks stay the State's.
function Mark() {
  return (
    <svg viewBox="0 0 24 24" width="28" height="28" aria-hidden focusable="false">
      <path d="M5 3h10v18H5z" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinejoin="round" />
      <path d="M5 3l7 3.2v14.6L5 21z" fill="currentColor" />
      <path d="M15 12h6m-2.4-2.6L21 12l-2.4 2.6" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
