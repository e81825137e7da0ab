import { params } from '../config.ts';
import { tasks } from '../firebase.ts';

/** The functions of `deploy/tasks.ts`: each has a queue of its own. */
export type Task = 'fanOut' | 'exportData';

type Queue = (id: string, task: Task) => Promise<void>;

const cloudTasks: Queue = async (id, task) => {
  const queue = tasks().taskQueue<{ id: string }>(`locations/${params.region.value()}/functions/${task}`);
  await queue.enqueue({ id });
};
let queue = cloudTasks;

/** Puts another queue in place, for tests. @returns a function that puts Cloud Tasks back */
export function setQueue(other: Queue): () => void {
  queue = other;
  return () => {
    queue = cloudTasks;
  };
}

/** Asks for a task. Whoever does so keeps in a document what it is about: its `id` says which. */
export const enqueue = (task: Task, id: string): Promise<void> => queue(id, task);
