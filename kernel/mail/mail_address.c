/* Reading addresses: few forms, so that nothing in them can end a header or a command. */
#include "kernel/mail/mail_address.h"

static bool atom(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("!#$%&'*+-/=?^_`{|}~.", c));
}

static bool host_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

static bool all(Str s, bool (*allowed)(char))
{
    for (size_t i = 0; i < s.n; i++)
        if (!allowed(s.at[i]))
            return false;
    return s.n > 0;
}

static bool printable(char c)
{
    return (unsigned char)c >= 0x20 && c != 0x7F;
}

Rc mail_address(Str name, Str address, MailAddress *ret)
{
    Str rest = address, local = {0};
    if (address.n > MAIL_ADDRESS_MAX || name.n > MAIL_HEADER_MAX)
        return ERR_LIMIT;
    if (name.n && (!all(name, printable) || !utf8_valid(name)))
        return ERR_INVALID;
    if (!str_cut(&rest, '@', &local) || !all(local, atom) || !rest.at || !all(rest, host_letter))
        return ERR_INVALID;
    *ret = (MailAddress){name, address, rest};
    return OK;
}

Rc mail_sender(Str sender, MailAddress *ret)
{
    Str rest = sender, name = {0};
    if (!str_cut(&rest, '<', &name) || !rest.at)
        return mail_address(STR(""), str_trim(sender), ret);
    if (rest.n < 2 || rest.at[rest.n - 1] != '>')
        return ERR_INVALID;
    return mail_address(str_trim(name), (Str){rest.at, rest.n - 1}, ret);
}
