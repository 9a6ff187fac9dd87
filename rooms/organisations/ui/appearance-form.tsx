// SPDX-License-Identifier: EUPL-1.2
import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { FileDrop } from '#ui/parts/file-drop.tsx';
import { tellDone } from '#ui/parts/tell.ts';
import { wearAppearance } from '#ui/theme/wear-appearance.ts';
import { changeAppearance, type readAppearance } from '../contract.ts';
import classes from './appearance-form.module.css';
import { asBase64 } from '#ui/parts/as-base64.ts';
import { ColourInput } from './colour-input.tsx';

type Worn = OutputOf<typeof readAppearance>;
type Values = { name: string; colours: { accent: string; tower: string }; logo: 'keep' | 'none' | readonly File[] };

/** Name, logo and colours; the page wears them while they are chosen, and goes back to what is saved when it is left. */
export function AppearanceForm({ appearance }: { appearance: Worn }) {
  const client = useQueryClient();
  const [content, setContent] = useState<string | null>(null);
  const form = useActForm<typeof changeAppearance, Values>(changeAppearance, {
    initial: {
      name: appearance.name,
      colours: { accent: appearance.colours.accent ?? '', tower: appearance.colours.tower ?? '' },
      logo: 'keep',
    },
    toInput: ({ name, colours, logo }) => ({
      name,
      colours: { accent: colours.accent || null, tower: colours.tower || null },
      logo: logo === 'none' ? null : (content ?? 'keep'),
    }),
    done: () => {
      void client.invalidateQueries({ queryKey: ['appearance'] });
      tellDone('L’apparence est enregistrée.');
    },
  });
  const { name, colours, logo } = form.values;
  useWorn({ name, logo: null, colours: { accent: colours.accent || null, tower: colours.tower || null } }, appearance);

  const choose = async (files: readonly File[]): Promise<void> => {
    const [file] = files;
    setContent(file ? await asBase64(file) : null);
    form.set('logo', files.length > 0 ? files : 'keep');
  };
  return (
    <Form form={form} submit="Enregistrer l’apparence">
      <TextInput label="Nom affiché" required {...form.field('name')} />
      <ColourInput
        label="Couleur des boutons et des liens"
        value={colours.accent}
        onChange={(colour) => form.set('colours.accent', colour)}
        error={form.field('colours.accent').error}
      />
      <ColourInput
        label="Couleur de la navigation"
        value={colours.tower}
        onChange={(colour) => form.set('colours.tower', colour)}
        error={form.field('colours.tower').error}
      />
      {appearance.logo && logo === 'keep' && (
        <div className={classes.logo}>
          <img src={appearance.logo} alt="Logo actuel" height={32} />
          <Button variant="default" size="sm" onClick={() => form.set('logo', 'none')}>
            Retirer le logo
          </Button>
        </div>
      )}
      {logo === 'none' && (
        <p role="status">
          Le logo sera retiré.{' '}
          <Button variant="default" size="sm" onClick={() => form.set('logo', 'keep')}>
            Le garder
          </Button>
        </p>
      )}
      <FileDrop
        label="Logo"
        accept={{ 'image/png': ['.png'], 'image/jpeg': ['.jpg', '.jpeg'], 'image/webp': ['.webp'] }}
        hint="PNG, JPEG ou WebP, 64 ko au plus, lisible sur fond sombre à 32 pixels de haut."
        mostBytes={65_536}
        files={typeof logo === 'string' ? [] : logo}
        onChange={(files) => void choose(files)}
        error={typeof form.field('logo').error === 'string' ? form.field('logo').error : null}
      />
    </Form>
  );
}

/** Paints the page with what is being chosen; leaving the page paints what is saved. */
function useWorn(chosen: Worn, saved: Worn): void {
  const { accent, tower } = chosen.colours;
  useEffect(() => {
    wearAppearance({ name: '', logo: null, colours: { accent: readable(accent), tower: readable(tower) } });
  }, [accent, tower]);
  useEffect(() => () => wearAppearance(saved), [saved]);
}

// Half a colour while it is typed would paint nothing.
function readable(colour: string | null): string | null {
  return colour !== null && /^#[0-9a-f]{6}$/i.test(colour) ? colour : null;
}
