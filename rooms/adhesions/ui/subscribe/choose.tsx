// SPDX-License-Identifier: EUPL-1.2
import { Accordion, Badge, Button, Checkbox, Fieldset, List, Text } from '@mantine/core';
import { shortAmount } from '#ui/format/amount.ts';
import { dayInWords, today } from '#ui/format/day.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import ruled from '#ui/parts/ruled-list.module.css';
import { keyOf, type Offered, type Ticked } from './choice.ts';
import { OptionsEditor } from './options-editor.tsx';
import { PricePanel } from './price-panel.tsx';
import classes from './subscribe.module.css';
import type { Live } from './use-price.ts';

type Props = {
  offered: Offered;
  ticked: Ticked;
  change: (part: Partial<Ticked>) => void;
  startsOn: string | null;
  setStartsOn: (day: string | null) => void;
  live: Live;
  next: (() => void) | null;
};

/** What to take, for whom, from when; the price stays beside. */
export function Choose({ offered, ticked, change, startsOn, setStartsOn, live, next }: Props) {
  const { packages, options, units, others, facts, convention } = offered;
  const toggle = (key: string, isTicked: boolean): void =>
    change({ packages: isTicked ? [...ticked.packages, key] : ticked.packages.filter((one) => one !== key) });
  const isReady = live.data !== undefined && live.data.isComplete && !live.isFetching && live.error === null;
  return (
    <div className={classes.columns}>
      <div className={classes.stack}>
        {convention && (
          <Text>
            Ce que vous ajoutez rejoint votre convention {convention.number}
            {convention.endsOn && `, jusqu’au ${dayInWords(convention.endsOn)}`} : un avenant, au catalogue de la convention.
          </Text>
        )}
        <Fieldset legend="Forfaits">
          <div className={classes.packages}>
            {packages.map((one) => (
              <PackageCard key={one.offer} item={one} isTicked={ticked.packages.includes(one.offer)} toggle={toggle} />
            ))}
          </div>
        </Fieldset>
        {units.length > 0 && (
          <Fieldset legend="Budgets annexes">
            <Text mb="xs">Chacun est une unité du tarif, avec sa propre ligne ; votre assemblée délibère et paie pour eux.</Text>
            <ul className={ruled.list}>
              {units.map(({ id, name, agents, packages: prices }) => (
                <li key={id}>
                  <Text fw={600}>{name}</Text>
                  <Text size="sm" c="dimmed">
                    {agents === null ? 'Nombre d’agents inconnu de l’opérateur' : `${agents} agent${agents > 1 ? 's' : ''}`}
                  </Text>
                  {prices.map(({ offer, yearlyCents }) => (
                    <Checkbox
                      key={offer}
                      mt="xs"
                      label={`${labelOf(offered, offer)} : ${yearlyCents === null ? 'sur devis, demandez-le à votre opérateur' : `${shortAmount(yearlyCents)} par an`}`}
                      aria-label={`${labelOf(offered, offer)} pour ${name}`}
                      disabled={yearlyCents === null}
                      checked={ticked.packages.includes(keyOf(offer, id))}
                      onChange={(event) => toggle(keyOf(offer, id), event.currentTarget.checked)}
                    />
                  ))}
                </li>
              ))}
            </ul>
          </Fieldset>
        )}
        <Accordion variant="separated">
          <Accordion.Item value="options">
            <Accordion.Control>
              Options {Object.keys(ticked.options).length > 0 && <Badge>{Object.keys(ticked.options).length}</Badge>}
            </Accordion.Control>
            <Accordion.Panel>
              <FrenchNumberInput
                label="Certificats électroniques que vous détenez déjà"
                description="Ils comptent pour le parapheur, qui en demande un."
                value={ticked.certificates}
                onChange={(certificates) => change({ certificates })}
                mb="md"
              />
              <OptionsEditor options={options} ticked={ticked} change={change} />
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
        <DayInput
          label="À partir du"
          description="Votre assemblée délibère avant ce jour."
          required
          minDate={today()}
          value={startsOn}
          onChange={setStartsOn}
          maw={320}
        />
        {others.length > 0 && (
          <Text size="sm">
            {others.map(({ name }) => name).join(', ')} : {others.length > 1 ? 'chacun délibère' : 'il délibère'} pour soi-même, et souscrit à son
            propre nom.
          </Text>
        )}
      </div>
      <div className={`${classes.stack} ${classes.stays}`}>
        <PricePanel live={live} />
        {next && (
          <Button size="md" disabled={!isReady} onClick={next}>
            Relire avant de confirmer
          </Button>
        )}
        <section aria-label="Ce que votre opérateur sait de vous">
          <Text fw={600}>Ce que votre opérateur sait de vous</Text>
          <List size="sm">
            {facts.map((fact) => (
              <List.Item key={fact}>{fact}</List.Item>
            ))}
          </List>
          <Text size="sm" c="dimmed">
            Le prix en dépend. Une erreur ? Dites-le à votre opérateur avant de souscrire.
          </Text>
        </section>
      </div>
    </div>
  );
}

/** The label of a package by its key. */
export function labelOf({ packages }: Offered, offer: string): string {
  return packages.find((one) => one.offer === offer)?.label ?? offer;
}

type Item = Offered['packages'][number];

function PackageCard({ item, isTicked, toggle }: { item: Item; isTicked: boolean; toggle: (key: string, isTicked: boolean) => void }) {
  const { offer, label, note, services, yearlyCents, isToConfirm, why, held } = item;
  return (
    <div className={classes.package} data-chosen={isTicked || undefined}>
      <Checkbox
        label={<strong>{label}</strong>}
        checked={isTicked}
        disabled={held !== null || yearlyCents === null}
        onChange={(event) => toggle(offer, event.currentTarget.checked)}
      />
      <p className={classes.figure}>
        {yearlyCents === null ? 'Sur devis' : shortAmount(yearlyCents)} {yearlyCents !== null && <small>par an</small>}
      </p>
      <p className={classes.quiet}>{services} services compris</p>
      {isToConfirm && <Badge color="yellow">Tarif à confirmer</Badge>}
      {held && <Badge color="green">Déjà souscrit : {held.number}</Badge>}
      {note && <p className={classes.quiet}>{note}</p>}
      <details className={classes.why}>
        <summary>Pourquoi ce prix ?</summary>
        <ol>
          {why.map(({ says, citation }) => (
            <li key={says}>
              {says} {citation && <cite>{citation}</cite>}
            </li>
          ))}
        </ol>
      </details>
    </div>
  );
}
