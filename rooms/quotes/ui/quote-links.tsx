// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Card, CopyButton, List, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '#ui/api/use-endpoint.ts';
import { day, dayOf, instant } from '#ui/format/day.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { usePlace } from '#ui/shell/place.ts';
import { openLink, revokeLink, type QuoteDetails } from '../contract.ts';
import classes from './quotes.module.css';

/** Who may read the quote by a link, and the way to give one more. */
export function QuoteLinks({ quote }: { quote: QuoteDetails }) {
  const { may } = usePlace();
  const confirm = useConfirm();
  const [recipient, setRecipient] = useState('');
  const [link, setLink] = useState<string | null>(null);
  const open = useAct(openLink, { done: (opened) => setLink(opened.link) });
  const revoke = useAct(revokeLink, { done: () => tellDone('Lien fermé.') });
  const close = async (share: string): Promise<void> => {
    const yes = await confirm({
      title: 'Fermer ce lien ?',
      says: 'Celui qui l’a reçu ne pourra plus lire le devis ni y répondre.',
      act: 'Fermer le lien',
      isDangerous: true,
    });
    if (yes) revoke.mutate({ id: quote.id, share }, { onError: tellRefusal });
  };
  return (
    <Card withBorder component="section" aria-label="Liens du destinataire">
      <Title order={2} size="h3" mb="sm">
        Liens du destinataire
      </Title>
      <List listStyleType="none" spacing="sm" mb="md">
        {quote.shares.map((share) => (
          <List.Item key={share.id}>
            <Text>
              {share.recipient || 'Sans nom'} : {share.isOpen ? `ouvert jusqu’au ${day(dayOf(share.expiresAt))}` : 'fermé'}
            </Text>
            <Text size="sm" c="dimmed">
              {share.openedAt ? `Lu ${share.openings} fois, la première le ${instant(share.openedAt)}` : 'Pas encore lu'}
            </Text>
            {share.isOpen && may('quotes.write') && (
              <Button variant="subtle" size="compact-sm" onClick={() => void close(share.id)}>
                Fermer ce lien
              </Button>
            )}
          </List.Item>
        ))}
      </List>
      {link && (
        <Alert color="green" title="Copiez ce lien : il n’est montré qu’une fois" mb="md">
          <Text className={classes.secret} mb="xs">
            {link}
          </Text>
          <CopyButton value={link}>
            {({ copied, copy }) => (
              <Button size="sm" variant="default" onClick={copy}>
                {copied ? 'Copié' : 'Copier'}
              </Button>
            )}
          </CopyButton>
        </Alert>
      )}
      {quote.status === 'sent' && may('quotes.write') && (
        <Stack gap="xs">
          <TextInput
            label="Pour qui ?"
            description="Pour s’y retrouver ; le destinataire ne le voit pas."
            value={recipient}
            onChange={(event) => setRecipient(event.currentTarget.value)}
          />
          <Button variant="default" loading={open.isPending} onClick={() => open.mutate({ id: quote.id, recipient }, { onError: tellRefusal })}>
            Ouvrir un lien
          </Button>
        </Stack>
      )}
    </Card>
  );
}
