// SPDX-License-Identifier: EUPL-1.2
import { Button, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { ActForm } from './act-form.tsx';
import type { DossierSeen, TransitionSeen } from './dossier-seen.ts';
import classes from './dossiers.module.css';
import { whoMustAct } from './where-it-stands.tsx';

/** What may be done now, each act as a form that opens in its place. */
export function NextActs({ dossier }: { dossier: DossierSeen }) {
  const [opened, setOpened] = useState<TransitionSeen | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (opened) heading.current?.focus();
  }, [opened]);
  if (!opened && dossier.transitions.length === 0) return <Nothing dossier={dossier} />;
  return (
    <section className={classes.card} aria-labelledby="next-acts">
      <h2 id="next-acts">Prochain acte</h2>
      {opened ? (
        <>
          <h3 ref={heading} tabIndex={-1} className={classes.act}>
            {opened.label}
          </h3>
          <ActForm key={opened.key} dossier={dossier} transition={opened} close={() => setOpened(null)} />
        </>
      ) : (
        <ul className={classes.acts}>
          {dossier.transitions.map((transition, at) => (
            <li key={transition.key}>
              <Button
                variant={transition.isGrave ? 'subtle' : at === 0 ? 'filled' : 'default'}
                {...(transition.isGrave && { color: 'red' })}
                onClick={() => setOpened(transition)}
              >
                {transition.label}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Nothing({ dossier }: { dossier: DossierSeen }) {
  const says = reasonFor(dossier);
  return says === null ? null : (
    <section className={classes.card} aria-labelledby="next-acts">
      <h2 id="next-acts">Prochain acte</h2>
      <Text>{says}</Text>
    </section>
  );
}

function reasonFor(dossier: DossierSeen): string | null {
  const { status, awaits, mayAct, role } = dossier;
  if (status === 'closed') return null;
  if (status === 'suspended') return 'Le dossier est suspendu : les actes attendent sa reprise.';
  if (awaits !== role && awaits !== 'nobody') return `La suite revient à : ${whoMustAct(dossier)}.`;
  return mayAct ? 'Aucun acte n’est à faire d’ici.' : 'Vos droits ne permettent pas d’agir sur ce dossier.';
}
