// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Card, Group } from '@mantine/core';
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { Section } from '#ui/parts/section.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { listEntrusted, openEntrusted, openEntrustedBox } from '../contract.ts';
import classes from './backup.module.css';
import { OpenBox } from './escrow/open-box.tsx';
import { OpenPassword } from './escrow/open-password.tsx';

/** Passwords of which the reader is a custodian, in the bodies that the operator keeps. */
export function Entrusted() {
  const { data } = useEndpoint(listEntrusted, {});
  const [shown, show] = useState<string | null>(null);
  const { organisation } = usePlace();
  if (!data) return null;
  const sheet = <HouseLink href={`/o/${organisation.slug}/sauvegardes/ma-fiche`}>Ma fiche de dépositaire</HouseLink>;
  if (data.rows.length === 0) return <p className={classes.quiet}>Aucun mot de passe de dépôt ne vous est confié. {sheet}</p>;
  return (
    <div className={classes.after}>
      <Section title="Mots de passe qui vous sont confiés" action={sheet} isWide>
        <ul className={classes.signs}>
          {data.rows.map(({ id, body, machine, mode, isStale }) => (
            <li key={id}>
              <Card withBorder component="article" aria-label={`${machine}, ${body}`}>
                <Group gap="sm" justify="space-between">
                  <Group gap="sm">
                    <strong>{`${machine}, ${body}`}</strong>
                    {mode !== 'house' && (
                      <Badge color="blue">{mode === 'both' ? 'scellé, il faut les deux fiches' : 'scellé pour votre fiche'}</Badge>
                    )}
                    {isStale && <Badge color="orange">à confier de nouveau</Badge>}
                  </Group>
                  <Button variant="default" aria-label={`Faire ouvrir, ${machine}, ${body}`} onClick={() => show(shown === id ? null : id)}>
                    Faire ouvrir
                  </Button>
                </Group>
                {shown === id &&
                  (mode === 'house' ? <OpenPassword endpoint={openEntrusted} id={id} /> : <OpenBox endpoint={openEntrustedBox} id={id} />)}
              </Card>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
