package dev.trainyard.web;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What controllers take as arguments without an annotation: {@link Tenant}, {@link Caller}, {@link Cursor}, {@link Wait}. */
@Configuration(proxyBeanMethods = false)
class Arguments implements WebMvcConfigurer, HandlerMethodArgumentResolver {
    private static final Pattern PREFER_WAIT = Pattern.compile("(?i)(?:^|[,;\\s])wait\\s*=\\s*(\\d{1,9})(?:$|[,;\\s])");

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return type == Tenant.class || type == Caller.class || type == Cursor.class || type == Wait.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer model,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Class<?> type = parameter.getParameterType();
        if (type == Cursor.class) {
            return cursor(request);
        }
        if (type == Wait.class) {
            return wait(request);
        }
        Caller caller = Doors.caller(request.getAttribute(Doors.attribute(), RequestAttributes.SCOPE_REQUEST));
        return type == Caller.class ? caller : caller.tenant();
    }

    private static Cursor cursor(NativeWebRequest request) {
        String limit = request.getParameter("limit");
        return new Cursor(limit == null ? Cursor.DEFAULT_LIMIT : number("limit", limit), request.getParameter("after"));
    }

    private static Wait wait(NativeWebRequest request) {
        String wait = request.getParameter("wait");
        if (wait == null) {
            String prefer = request.getHeader("Prefer");
            Matcher matcher = PREFER_WAIT.matcher(prefer == null ? "" : prefer);
            return matcher.find() ? seconds(number("Prefer", matcher.group(1))) : Wait.NONE;
        }
        int seconds = number("wait", wait);
        if (seconds > Wait.LONGEST.toSeconds()) {
            throw invalid("wait", "must be at most " + Wait.LONGEST.toSeconds() + " seconds, not " + seconds);
        }
        return seconds(seconds);
    }

    /** A preference is a wish: a longer one than we grant is cut, not refused. */
    private static Wait seconds(int seconds) {
        Duration wish = Duration.ofSeconds(seconds);
        return new Wait(wish.compareTo(Wait.LONGEST) > 0 ? Wait.LONGEST : wish);
    }

    private static int number(String name, String text) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as for a negative one.
        }
        throw invalid(name, "must be a whole number, not " + Text.quoted(text));
    }

    private static Problem invalid(String name, String detail) {
        return Problem.of(ProblemCode.INVALID_REQUEST, "The parameter \"" + name + "\" " + detail + ".")
                .at(name, detail);
    }
}
