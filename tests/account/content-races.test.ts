import { useApi } from '../support/api.ts';
import { CONTENT } from './content-races.ts';
import { leaveNothing } from './race.ts';

useApi();

leaveNothing(CONTENT);
