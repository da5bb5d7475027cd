# Build the jar first: ./mvnw package -DskipTests
FROM eclipse-temurin:25.0.3_9-jre-noble
RUN useradd --system --create-home --home-dir /trainyard trainyard
USER trainyard
WORKDIR /trainyard
RUN mkdir data
VOLUME /trainyard/data
COPY target/trainyard.jar trainyard.jar
# Reachable from outside the container, so it asks for TRAINYARD_ADMIN_KEY.
ENV SERVER_ADDRESS=0.0.0.0
EXPOSE 8080
ENTRYPOINT ["java", "--add-modules", "jdk.incubator.vector", "-XX:+ExitOnOutOfMemoryError", "-jar", "trainyard.jar"]
