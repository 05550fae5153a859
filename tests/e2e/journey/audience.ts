// Whom the module is for: a group of the demonstration's people, the learner of the browser among them.
import { account, type Instance } from '../instance.ts';
import { Person } from './people.ts';
import type { TrueLearner } from './truth.ts';

export const GROUP = 'Visite du site';
/** Of the demonstration, besides the learner who has a browser. The last one never begins. */
const OTHERS = ['aicha.diallo', 'antoine.gueguen', 'bruno.kervella', 'gaelle.morvan', 'isabelle.quere', 'mathieu.cloarec', 'nicolas.hamon'];
const AT = '@banque-horizon.example';

type Known = { id: string; email: string; first_name: string; last_name: string };

/** The group with its people, who have done nothing yet; the one of the browser first. */
export async function gather(manager: Person, instance: Instance): Promise<TrueLearner[]> {
  const emails = [account(instance, 'learner').email, ...OTHERS.map((name) => name + AT)];
  const people: Known[] = [];
  for (const email of emails) {
    const { items } = await manager.call<{ items: Known[] }>('GET', `/api/v1/persons?search=${email}`);
    people.push(...items.filter((person) => person.email === email));
  }
  const group = await manager.call<{ id: string }>('POST', '/api/v1/groups', { name: GROUP });
  await manager.call('POST', `/api/v1/groups/${group.id}/members`, { add: people.map(({ id }) => id), remove: [] });
  return people.map(({ email, first_name, last_name }) => ({
    email,
    name: `${first_name} ${last_name}`,
    exact: true,
    finished: false,
    right_first: 0,
    grains: [],
  }));
}

/** The password of every account of the demonstration is the one it shows. */
export const enterAs = (instance: Instance, { email }: TrueLearner): Promise<Person> =>
  Person.enter(instance.origin, { email, password: account(instance, 'learner').password });
