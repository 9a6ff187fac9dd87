// SPDX-License-Identifier: EUPL-1.2
import { Kbd, Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { sentenceOf } from '../api/problem.ts';
import { askJson, delegatedBodiesQuery, type MandateOfMe, type Me } from '../session/me.ts';
import { isScreen } from './house-link.tsx';
import { choicesFor, type Choice, type Hit } from './palette-choices.ts';
import classes from './palette.module.css';
import { useRooms } from './rooms.ts';

type Props = { opened: boolean; onClose: () => void; me: Me; mandate: MandateOfMe | null };

/** Ctrl-K: screens, verbs, bodies, and what the server finds. A combobox as WAI-ARIA describes it. */
export function Palette({ opened, onClose, me, mandate }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size="40rem"
      yOffset="10dvh"
      centered={false}
      title="Rechercher ou aller à"
      classNames={{ header: classes.title ?? '' }}
    >
      <Search me={me} mandate={mandate} onClose={onClose} />
    </Modal>
  );
}

function Search({ me, mandate, onClose }: Omit<Props, 'opened'>) {
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const [asked] = useDebouncedValue(words.trim(), 180);
  const router = useRouter();
  const rooms = useRooms();
  const id = useId();
  const { data, error, isFetching } = useQuery({
    queryKey: ['search', asked],
    queryFn: ({ signal }) => askJson<{ hits: Hit[] }>('GET', `/api/me/search?q=${encodeURIComponent(asked)}`, { signal }),
    enabled: asked.length >= 2,
    placeholderData: keepPreviousData,
  });
  const hits = asked.length >= 2 ? (data?.hits ?? []) : [];
  const { data: delegated } = useQuery({
    ...delegatedBodiesQuery(asked),
    enabled: me.delegates === true && asked.length >= 2,
    placeholderData: keepPreviousData,
  });
  const choices = choicesFor({ rooms, me, mandate, words, hits, delegated: asked.length >= 2 ? (delegated?.rows ?? []) : [] });
  useEffect(() => document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' }), [at, id]);

  const follow = (choice: Choice, inNewTab: boolean): void => {
    if (inNewTab) return void window.open(choice.href, '_blank', 'noopener');
    onClose();
    if (isScreen(router, choice.href)) router.history.push(choice.href);
    else window.location.assign(choice.href);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = choices[at];
    if (move !== undefined && choices.length > 0) setAt((at + move + choices.length) % choices.length);
    else if (event.key === 'Enter' && chosen) follow(chosen, event.ctrlKey || event.metaKey);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <input
        className={classes.input}
        role="combobox"
        aria-label="Rechercher ou aller à"
        aria-expanded={choices.length > 0}
        aria-controls={id}
        aria-activedescendant={choices.length > 0 ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder="Un écran, une collectivité, un dossier…"
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        data-autofocus
      />
      <div id={id} role="listbox" aria-label="Résultats" className={classes.list}>
        {choices.map((choice, index) => (
          <div key={choice.key} role="presentation">
            {choice.group !== choices[index - 1]?.group && (
              <p className={classes.group} role="presentation">
                {choice.group}
              </p>
            )}
            {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the combobox above holds the focus and the keys, as the pattern wants */}
            <div
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              className={classes.option}
              onMouseMove={() => setAt(index)}
              onClick={(event) => follow(choice, event.ctrlKey || event.metaKey)}
            >
              <span>{choice.label}</span>
              <small>{choice.detail}</small>
            </div>
          </div>
        ))}
      </div>
      <p className={classes.status} role="status">
        {error
          ? `La recherche a échoué : ${sentenceOf(error)}`
          : isFetching
            ? 'Recherche…'
            : choices.length === 0
              ? 'Rien de ce nom. Essayez un nom de commune, un numéro SIREN ou un mot du dossier.'
              : ''}
      </p>
      <p className={classes.help} aria-hidden>
        <Kbd>↑</Kbd> <Kbd>↓</Kbd> choisir <Kbd>Entrée</Kbd> ouvrir <Kbd>Ctrl Entrée</Kbd> dans un autre onglet
      </p>
    </>
  );
}
