// The rules of a person's form, the same as the server's; messages are its error codes.
import { z } from 'zod/mini';

const NAME_MAX = 80;
const EMAIL_MAX = 254;

export const personName = z
  .string()
  .check(z.trim(), z.minLength(1, 'http.required'), z.maxLength(NAME_MAX, 'http.out_of_range'));
export const email = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, 'http.required'),
    z.maxLength(EMAIL_MAX, 'http.out_of_range'),
    z.regex(/^[^@\s]+@[^@\s]+\.[^@\s]+$/, 'http.bad_text'),
  );
export const language = z.enum(['fr', 'en']);
export const roles = z
  .array(z.enum(['learner', 'trainer', 'training_manager', 'space_admin', 'auditor', 'support', 'operator']))
  .check(z.minLength(1, 'http.required'));
