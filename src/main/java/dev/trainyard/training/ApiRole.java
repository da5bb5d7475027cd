package dev.trainyard.training;

import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Keeps a node that only trains from answering for the service; its health and its metrics can still be asked for. */
@Configuration(proxyBeanMethods = false)
class ApiRole implements WebMvcConfigurer, HandlerInterceptor {
    private final boolean api;

    ApiRole(TrainingProperties properties) {
        this.api = properties.roles().contains(TrainingProperties.Role.API);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        if (!api) {
            registry.addInterceptor(this).addPathPatterns("/v1/**");
        }
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        throw Problem.of(ProblemCode.UNAVAILABLE, "This node only trains; ask one that has the role api.");
    }
}
