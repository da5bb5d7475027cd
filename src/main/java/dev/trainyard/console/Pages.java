package dev.trainyard.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The addresses of pages that are no files' names, and how their files are cached: kept by browsers, asked about each
 * time by the tag of their content, so that a new version is there at the next click.
 */
@Configuration(proxyBeanMethods = false)
class Pages implements WebMvcConfigurer {
    private static final String FILES = "classpath:/static/";

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/swagger-ui", "/swagger-ui/");
        registry.addViewController("/swagger-ui/").setViewName("forward:/swagger-ui/index.html");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        tagged(registry.addResourceHandler("/*.html", "/*.svg").addResourceLocations(FILES));
        for (String folder : new String[] {"console/", "swagger-ui/"}) {
            tagged(registry.addResourceHandler("/" + folder + "**").addResourceLocations(FILES + folder));
        }
    }

    private static void tagged(ResourceHandlerRegistration files) {
        files.setCacheControl(CacheControl.noCache()).setUseLastModified(false).setEtagGenerator(Pages::tag);
    }

    /** The same for the same content, whichever build it comes from. */
    private static String tag(Resource file) {
        try {
            return '"' + DigestUtils.md5DigestAsHex(file.getContentAsByteArray()) + '"';
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
